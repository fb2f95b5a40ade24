import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Resource } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { useApi } from "../../api/use-api.ts";
import { QueryState } from "../../components/query-state.tsx";
import { CollectDialog } from "./collect-dialog.tsx";

/** In which collections a resource stands, and the way into one. */
export const ResourceCollections = ({ resource: { id, status } }: { resource: Resource }) => {
  const { t, i18n } = useTranslation();
  const [isChoosing, setChoosing] = useState(false);
  const found = useApi("GET /api/resources/{id}/collections", { params: { id } });
  return (
    <section aria-labelledby="collections-heading">
      <h2 id="collections-heading">{t("collections.inCollections")}</h2>
      <QueryState query={found}>
        {({ items }) => (
          <>
            {items.length === 0 && <p className="quiet">{t("collections.inNone")}</p>}
            <ul className="lineage-list">
              {items.map((one) => (
                <li key={one.id}>
                  <Link to={`/collections/${one.id}`}>{one.title}</Link>{" "}
                  <span className="quiet">{unitName(one.unit, i18n.language)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </QueryState>
      {status === "published" && (
        <Button size="small" onClick={() => setChoosing(true)}>
          {t("collections.proposeInto")}
        </Button>
      )}
      {isChoosing && (
        <CollectDialog
          resourceId={id}
          knownIds={found.data?.items.map((one) => one.id) ?? []}
          onClose={() => setChoosing(false)}
        />
      )}
    </section>
  );
};

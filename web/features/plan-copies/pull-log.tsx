import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useApi } from "../../api/use-api.ts";
import { formatInstant } from "../../locales/format.ts";
import { useUndoPull } from "./use-undo-pull.ts";

/** When newer revisions were taken; the last one can be undone, however long ago it was. */
export const PullLog = ({ planId, onUndone }: { planId: string; onUndone: () => void }) => {
  const { t, i18n } = useTranslation();
  const { data } = useApi("GET /api/plans/{id}/pulls", { params: { id: planId } }, { staleTime: 0 });
  const undo = useUndoPull(planId, onUndone);
  if (!data || data.items.length === 0) return null;
  return (
    <section className="change-section">
      <h2>{t("planCopies.log")}</h2>
      <ul className="pull-log">
        {data.items.map(({ from, to, rowCount, pulledBy, pulledAt, undoneAt, canUndo }) => (
          <li key={pulledAt}>
            <span>
              {t("planCopies.logLine", { from, to, count: rowCount, who: pulledBy.name })}{" "}
              <span className="quiet">{formatInstant(pulledAt, i18n.language)}</span>
            </span>
            {undoneAt && (
              <span className="quiet">
                {t("planCopies.undoneAt", { at: formatInstant(undoneAt, i18n.language) })}
              </span>
            )}
            {canUndo && (
              <Button size="small" loading={undo.isPending} onClick={() => undo.mutate()}>
                {t("planCopies.undo", { from })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};

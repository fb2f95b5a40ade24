import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { QuarantinedFile } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { useScanWords } from "../../components/use-scan-words.ts";
import { formatInstant } from "../../locales/format.ts";
import { Pager } from "./pager.tsx";
import { ReleaseButton } from "./release-button.tsx";

const QuarantinedLine = ({ file }: { file: QuarantinedFile }) => {
  const { t, i18n } = useTranslation();
  const held = useScanWords()(file);
  const { resource, author, campus } = file;
  return (
    <li className="quarantined">
      <strong className="file-name">{file.name}</strong>
      <span className="file-warning">{held?.words}</span>
      <span className="quiet">
        {!file.isOwn && (
          <>{t("quarantine.by", { name: author.name, campus: unitName(campus, i18n.language) })} · </>
        )}
        {t("quarantine.found", { at: formatInstant(file.foundAt, i18n.language) })}
        {resource && (
          <>
            {" · "}
            <Link to={`/resources/${resource.id}${file.isOwn ? "?draft=true" : ""}`}>{resource.title}</Link>
          </>
        )}
        {!resource && <> · {t("quarantine.hidden")}</>}
      </span>
      {file.can.release && (
        <span>
          <ReleaseButton file={file} />
        </span>
      )}
    </li>
  );
};

/** One page of the files in quarantine: one's own, and those that one looks after. */
export const QuarantineList = ({ cursor }: { cursor: string | null }) => {
  const { t } = useTranslation();
  const quarantine = useApi("GET /api/quarantine", { query: cursor ? { cursor } : {} });
  return (
    <QueryState query={quarantine}>
      {({ items, nextCursor }) => (
        <>
          <h2 className="visually-hidden">{t("mine.view.quarantine")}</h2>
          {items.length === 0 && <EmptyNotice text={t("quarantine.empty")} />}
          {items.length > 0 && <p className="quiet">{t("quarantine.what")}</p>}
          <ul className="quarantine">
            {items.map((file) => (
              <QuarantinedLine key={file.fileId} file={file} />
            ))}
          </ul>
          <Pager view="quarantine" cursor={cursor} nextCursor={nextCursor} />
        </>
      )}
    </QueryState>
  );
};

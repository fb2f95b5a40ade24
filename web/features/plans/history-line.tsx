import { useTranslation } from "react-i18next";
import type { PlanEvent, PlanRowChange } from "../../api/types.ts";
import { RowChange } from "../../components/row-change.tsx";
import type { PartialRow } from "../../components/use-row-words.ts";
import { formatInstant } from "../../locales/format.ts";

/** The kinds of events that are no change of a row; those are told by the change itself. */
const kinds = [
  "created",
  "edited",
  "published",
  "archived",
  "unarchived",
  "adopted",
  "pulled",
  "pull-undone",
  "pinned",
  "unpinned",
] as const;

const changeIn = ({ rowId, change, fields, before, after }: PlanEvent["data"]): PlanRowChange | null =>
  rowId && change
    ? { rowId, change, fields: fields ?? [], before: before ?? null, after: after ?? null }
    : null;

interface HistoryLineProps {
  event: PlanEvent;
  /** The rows as they are now, which name them: an event holds only the fields that were changed. */
  rows: ReadonlyMap<string, PartialRow>;
}

export const HistoryLine = ({ event: { kind, at, by, data }, rows }: HistoryLineProps) => {
  const { t, i18n } = useTranslation();
  const change = changeIn(data);
  const known = kinds.find((one) => kind === `plan.${one}`);
  return (
    <li className="plan-title">
      <span className="quiet">
        {formatInstant(at, i18n.language)}
        {by && ` · ${by.name}`}
      </span>
      {change && <RowChange change={change} row={rows.get(change.rowId)} reason={data.reason ?? null} />}
      {!change && known && <span>{t(`plans.event.${known}`, { number: data.number ?? "" })}</span>}
      {data.changes && data.changes.length > 0 && (
        <details>
          <summary>{t("plans.changedRows", { count: data.changes.length })}</summary>
          {data.changes.map((one) => (
            <RowChange key={one.rowId} change={one} row={rows.get(one.rowId)} />
          ))}
        </details>
      )}
    </li>
  );
};

import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PlanRowChange } from "../../api/types.ts";
import { RowChange } from "../../components/row-change.tsx";
import type { PartialRow } from "../../components/use-row-words.ts";

interface ChangeSectionProps {
  title: string;
  hint?: string;
  changes: (PlanRowChange & { reason?: string | null })[];
  rows: Map<string, PartialRow>;
  corrections?: ReadonlySet<string>;
  /** What is said of those; that they are important corrections, if nothing else. */
  mark?: string;
  children?: ReactNode;
}

/** A heading with what becomes of some rows; nothing where there are none. */
export const ChangeSection = ({
  title,
  hint,
  changes,
  rows,
  corrections,
  mark,
  children,
}: ChangeSectionProps) => {
  const { t } = useTranslation();
  if (changes.length === 0 && !children) return null;
  return (
    <section className="change-section">
      <h2>{title}</h2>
      {hint && <p className="quiet for-keyboard">{hint}</p>}
      {children}
      {changes.length > 0 && (
        <ul className="change-list">
          {changes.map(({ reason = null, ...change }) => (
            <li key={change.rowId}>
              <RowChange
                change={change}
                row={rows.get(change.rowId)}
                reason={reason}
                mark={corrections?.has(change.rowId) ? (mark ?? t("rowChange.correction")) : null}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

import type { ReactNode } from "react";
import type { PlanRowChange } from "../../api/types.ts";
import { RowChange } from "../../components/row-change.tsx";
import type { PartialRow } from "../../components/use-row-words.ts";

interface ChangeSectionProps {
  title: string;
  hint?: string;
  changes: (PlanRowChange & { reason?: string | null })[];
  rows: Map<string, PartialRow>;
  corrections?: Set<string>;
  children?: ReactNode;
}

/** A heading with what becomes of some rows; nothing where there are none. */
export const ChangeSection = ({ title, hint, changes, rows, corrections, children }: ChangeSectionProps) =>
  changes.length === 0 && !children ? null : (
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
                isCorrection={corrections?.has(change.rowId) ?? false}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );

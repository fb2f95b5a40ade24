import type { ShownPlanRow } from "../../api/types.ts";
import type { RowActs } from "./plan-row.tsx";
import { RowMenu } from "./row-menu.tsx";
import type { GridState } from "./use-grid.ts";
import { nameOfRow } from "./use-plan-editing.tsx";
import type { TableWords } from "./use-table-words.ts";

interface RowEndProps extends Pick<RowActs, "onMenu" | "onLeave"> {
  row: ShownPlanRow;
  at: GridState | null;
  words: TableWords;
}

/** The handle by which a row is dragged, and its menu. */
export const RowEnd = ({ row, at, words, onMenu, onLeave }: RowEndProps) => {
  const isCurrent = at?.stop === "menu";
  const button = (
    <button
      type="button"
      className="row-menu-button"
      tabIndex={-1}
      aria-label={words.menuOf(nameOfRow(row))}
    />
  );
  return (
    <td className="is-menu" data-stop="menu" tabIndex={isCurrent ? 0 : -1}>
      <span className="row-handle" aria-hidden title={words.drag} />
      {isCurrent && at?.mode === "menu" ? (
        <RowMenu
          row={row}
          onChoose={(item) => onMenu(row.id, item)}
          onClose={() => onLeave({ rowId: row.id, stop: "menu" }, "here")}
        >
          {button}
        </RowMenu>
      ) : (
        button
      )}
    </td>
  );
};

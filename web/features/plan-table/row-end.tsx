import { EllipsisOutlined, HolderOutlined } from "@ant-design/icons";
import { useDraggable, useDroppable } from "@dnd-kit/core";
import { useTranslation } from "react-i18next";
import type { ShownPlanRow } from "../../api/types.ts";
import type { RowActs } from "./plan-row.tsx";
import { RowMenu } from "./row-menu.tsx";
import type { GridState } from "./use-grid.ts";
import { nameOfRow } from "./use-plan-editing.tsx";

interface RowEndProps extends Pick<RowActs, "onMenu" | "onLeave"> {
  row: ShownPlanRow;
  at: GridState | null;
}

/** The handle by which a row is dragged, and its menu. */
export const RowEnd = ({ row, at, onMenu, onLeave }: RowEndProps) => {
  const { t } = useTranslation();
  const name = nameOfRow(row);
  const isCurrent = at?.stop === "menu";
  const button = (
    <button
      type="button"
      className="row-menu-button"
      tabIndex={-1}
      aria-label={t("planTable.menuOf", { name })}
    >
      <EllipsisOutlined aria-hidden />
    </button>
  );
  return (
    <td className="is-menu" data-stop="menu" tabIndex={isCurrent ? 0 : -1}>
      <DragHandle rowId={row.id} name={name} />
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

/** Registers the table row as what is dragged and as where others are dropped, without drawing it again while that goes on. */
const DragHandle = ({ rowId, name }: { rowId: string; name: string }) => {
  const { t } = useTranslation();
  const drag = useDraggable({ id: rowId });
  const drop = useDroppable({ id: rowId });
  return (
    <span
      ref={(handle) => {
        drag.setNodeRef(handle);
        drop.setNodeRef(handle?.closest("tr") ?? null);
      }}
      className="row-handle"
      aria-hidden
      title={t("planTable.drag", { name })}
      {...drag.listeners}
    >
      <HolderOutlined />
    </span>
  );
};

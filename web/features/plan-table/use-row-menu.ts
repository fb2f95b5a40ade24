import { type RefObject, useCallback } from "react";
import type { ShownPlanRow } from "../../api/types.ts";
import type { RowMenuItem } from "./row-menu.tsx";
import type { PlanEditing } from "./use-plan-editing.tsx";

interface RowMenuSettings {
  rows: RefObject<readonly ShownPlanRow[]>;
  editing: PlanEditing;
  add: (week: number, afterRowId: string | null) => Promise<void>;
  moveBeside: (rowId: string, step: -1 | 1) => Promise<void>;
  openDrawer: (rowId: string) => void;
  openMove: (rowId: string) => void;
}

/** What the items of a row's menu do. */
export const useRowMenu = ({ rows, editing, add, moveBeside, openDrawer, openMove }: RowMenuSettings) =>
  useCallback(
    (rowId: string, item: RowMenuItem) => {
      const row = rows.current.find(({ id }) => id === rowId);
      if (!row) return;
      const week = row.weeks.first;
      const ofWeek = rows.current.filter(({ weeks }) => weeks.first === week);
      const before = ofWeek[ofWeek.indexOf(row) - 1]?.id ?? null;
      const acts: Record<RowMenuItem, () => void> = {
        edit: () => openDrawer(rowId),
        above: () => void add(week, before),
        below: () => void add(week, rowId),
        up: () => void moveBeside(rowId, -1),
        down: () => void moveBeside(rowId, 1),
        week: () => openMove(rowId),
        correction: () => editing.saver.edit(row, { isCorrection: !row.isCorrection }),
        drop: () => void editing.drop(row),
      };
      acts[item]();
    },
    [rows, editing, add, moveBeside, openDrawer, openMove],
  );

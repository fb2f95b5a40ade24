import { Button } from "antd";
import { lazy, Suspense, useCallback, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { Plan, ShownPlanRow, TermCalendar } from "../../api/types.ts";
import { useLeaveWarning } from "../../components/use-leave-warning.ts";
import { ConflictList } from "./conflict-list.tsx";
import { PlanTable } from "./plan-table.tsx";
import type { PlaceOf } from "./row-acts.ts";
import { RowDragging } from "./row-dragging.tsx";
import { placeBeside } from "./row-places.ts";
import { SaveState } from "./save-state.tsx";
import { useGrid } from "./use-grid.ts";
import { nameOfRow, type PlanEditing } from "./use-plan-editing.tsx";
import { useRowMenu } from "./use-row-menu.ts";

const RowDrawer = lazy(async () => ({ default: (await import("./row-drawer.tsx")).RowDrawer }));
const MoveDialog = lazy(async () => ({ default: (await import("./move-dialog.tsx")).MoveDialog }));

interface EditedPlanProps {
  plan: Plan;
  calendar: TermCalendar | undefined;
  editing: PlanEditing;
}

/** The table where rows are written: typed into in place, moved, added and dropped, each saved by itself. */
export const EditedPlan = ({ plan, calendar, editing }: EditedPlanProps) => {
  const { t } = useTranslation();
  const { rows } = plan;
  const rowsNow = useRef(rows);
  rowsNow.current = rows;
  const [isDirty, setIsDirty] = useState(false);
  // The row itself: what is typed into the drawer outlives that somebody else drops the row.
  const [inDrawer, setInDrawer] = useState<ShownPlanRow | null>(null);
  const [dialogOf, setDialogOf] = useState<string | null>(null);
  const [told, setTold] = useState("");
  const pending = useSyncExternalStore(editing.saver.subscribe, editing.saver.pending);
  useLeaveWarning(isDirty || pending.size > 0);

  const move = useCallback(
    async (rowId: string, place: PlaceOf) => {
      const row = await editing.move(rowId, place);
      if (row) setTold(t("planTable.moved", { name: nameOfRow(row), number: row.weeks.first }));
    },
    [editing, t],
  );
  const moveBeside = useCallback(
    (rowId: string, step: -1 | 1) => move(rowId, (row, rows) => placeBeside(rows, row, step)),
    [move],
  );
  const openDrawer = useCallback(
    (rowId: string) => setInDrawer(rowsNow.current.find(({ id }) => id === rowId) ?? null),
    [],
  );
  const { current, go, leave, ...grid } = useGrid(rows, { openRow: openDrawer, moveBeside });

  const add = useCallback(
    async (week: number, afterRowId: string | null) => {
      const row = await editing.add(week, afterRowId);
      if (row) go({ rowId: row.id, stop: "lesson" }, "typing");
    },
    [editing, go],
  );
  const onMenu = useRowMenu({
    rows: rowsNow,
    editing,
    add,
    moveBeside,
    openDrawer,
    openMove: setDialogOf,
  });
  const acts = useMemo(() => ({ onDirty: setIsDirty, onLeave: leave, onMenu }), [leave, onMenu]);
  const addFirst = useCallback((week: number) => void add(week, null), [add]);
  const rowOf = (id: string | null) => rows.find((row) => row.id === id);
  const inDialog = rowOf(dialogOf);
  return (
    <>
      <SaveState planId={plan.id} editing={editing} isDirty={isDirty} />
      <ConflictList editing={editing} rows={rows} />
      {rows.length === 0 && (
        <p>
          {t("planTable.empty")}{" "}
          <Button type="primary" onClick={() => addFirst(1)}>
            {t("planTable.addFirst")}
          </Button>
        </p>
      )}
      <RowDragging rows={rows} onMove={(rowId, place) => void move(rowId, place)}>
        <PlanTable plan={plan} calendar={calendar} grid={{ ...grid, current, acts, onAdd: addFirst }} />
      </RowDragging>
      <p className="visually-hidden" role="status">
        {told}
      </p>
      <Suspense>
        {inDrawer && (
          <RowDrawer
            key={inDrawer.id}
            plan={plan}
            row={inDrawer}
            onDirty={setIsDirty}
            onSave={editing.saver.edit}
            onClose={() => setInDrawer(null)}
          />
        )}
        {inDialog && (
          <MoveDialog
            key={inDialog.id}
            rows={rows}
            row={inDialog}
            calendar={calendar}
            onMove={(place) => void move(inDialog.id, () => place)}
            onClose={() => setDialogOf(null)}
          />
        )}
      </Suspense>
    </>
  );
};

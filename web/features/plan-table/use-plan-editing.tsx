import { App, Button } from "antd";
import { createContext, type ReactNode, useContext, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ShownPlanRow } from "../../api/types.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { createRowActs, type PlaceOf } from "./row-acts.ts";
import { mostWeeks } from "./row-places.ts";
import { createRowSaver, type RowSaver } from "./row-saver.ts";
import { usePlanCache } from "./use-plan-cache.ts";
import { useReason } from "./use-reason.tsx";

/** What can be done with the rows of the plan that is open; what is refused has been told when it answers null. */
export interface PlanEditing {
  saver: RowSaver;
  add(week: number, afterRowId: string | null): Promise<ShownPlanRow | null>;
  move(rowId: string, place: PlaceOf): Promise<ShownPlanRow | null>;
  drop(row: ShownPlanRow): Promise<void>;
  restore(rowId: string): Promise<ShownPlanRow | null>;
}

const Editing = createContext<PlanEditing | null>(null);
export const PlanEditingProvider = Editing.Provider;

/** Null where the plan is only read. */
export const usePlanEditing = (): PlanEditing | null => useContext(Editing);

const undoSeconds = 8;

/** A row in a few words. */
export const nameOfRow = ({
  lesson,
  content,
  unit,
}: Pick<ShownPlanRow, "lesson" | "content" | "unit">): string => (lesson || content || unit).slice(0, 40);

/** Editing for a plan, and the dialogue that it needs on the page. It stays the same while the page is open. */
export const useEditingOf = (planId: string): { editing: PlanEditing; dialog: ReactNode } => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const cache = usePlanCache(planId);
  const { withReason, dialog } = useReason();
  const latest = { t, message, problemText, withReason };
  const words = useRef(latest);
  words.current = latest;

  const [editing] = useState((): PlanEditing => {
    const acts = createRowActs(planId, cache, (act) => words.current.withReason(act));
    const told = async <Result,>(act: Promise<Result>): Promise<Result | null> => {
      try {
        return await act;
      } catch (error) {
        const { message, problemText } = words.current;
        void message.error(problemText(error));
        void cache.refresh();
        return null;
      }
    };
    const restore = (rowId: string) => told(acts.restore(rowId));
    const offerUndo = (row: ShownPlanRow) => {
      const { t, message } = words.current;
      const key = `drop-${row.id}`;
      const undo = () => {
        message.destroy(key);
        void restore(row.id);
      };
      void message.open({
        key,
        type: "success",
        duration: undoSeconds,
        content: (
          <>
            {t("planTable.dropped", { name: nameOfRow(row) })}{" "}
            <Button type="link" size="small" onClick={undo}>
              {t("action.undo")}
            </Button>
          </>
        ),
      });
    };
    return {
      saver: createRowSaver({ ...acts, onSaved: (row) => void cache.putRow(row) }),
      add: (week, afterRowId) => told(acts.add(Math.min(week, mostWeeks), afterRowId)),
      move: (rowId, place) => told(acts.move(rowId, place)),
      drop: async (row) => {
        const isDone = await told(acts.drop(row).then(() => true));
        if (isDone) offerUndo(row);
      },
      restore,
    };
  });
  return { editing, dialog };
};

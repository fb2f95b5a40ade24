import { type KeyboardEvent, type MouseEvent, useCallback, useLayoutEffect, useRef, useState } from "react";
import type { ShownPlanRow } from "../../api/types.ts";
import type { LeaveTo } from "./cell-editor.tsx";
import { isTyped, type Stop, stops } from "./columns.ts";

export interface GridPlace {
  rowId: string;
  stop: Stop;
}

/** The one cell at which the keyboard is, and whether it is typed into or its menu is open. */
export interface GridState extends GridPlace {
  mode: "cell" | "typing" | "menu";
}

export interface GridActs {
  openRow(rowId: string): void;
  /** Answers when the row stands where it goes, or stays. */
  moveBeside(rowId: string, step: -1 | 1): Promise<void>;
}

const placeOf = (target: EventTarget): GridPlace | null => {
  const cell = (target as HTMLElement).closest<HTMLElement>("[data-stop]");
  const row = cell?.closest<HTMLElement>("[data-row]");
  const stop = stops.find((one) => one === cell?.dataset.stop);
  return stop && row?.dataset.row ? { rowId: row.dataset.row, stop } : null;
};

/** Arrow keys go from cell to cell, Enter and F2 type, Alt with an arrow moves the row (ARIA authoring practices: grid). */
export const useGrid = (rows: readonly ShownPlanRow[], { openRow, moveBeside }: GridActs) => {
  const table = useRef<HTMLTableElement>(null);
  const [state, setState] = useState<GridState | null>(null);
  const isFocusWanted = useRef(false);
  const current: GridState | null =
    state && rows.some(({ id }) => id === state.rowId)
      ? state
      : rows[0]
        ? { rowId: rows[0].id, stop: "lesson", mode: "cell" }
        : null;

  // A row that has moved to another week is another element: the keyboard follows it there, before the next key is pressed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows' order matters, not what the effect reads of it.
  useLayoutEffect(() => {
    if (!isFocusWanted.current || !current || current.mode !== "cell") return;
    isFocusWanted.current = false;
    const holder = document.activeElement;
    if (holder && holder !== document.body && !table.current?.contains(holder)) return;
    table.current
      ?.querySelector<HTMLElement>(`[data-row="${current.rowId}"] [data-stop="${current.stop}"]`)
      ?.focus();
  }, [current?.rowId, current?.stop, current?.mode, rows]);

  const go = useCallback((place: GridPlace, mode: GridState["mode"] = "cell") => {
    isFocusWanted.current = mode === "cell";
    setState({ ...place, mode });
  }, []);

  const open = (place: GridPlace) => {
    if (isTyped(place.stop)) return go(place, "typing");
    if (place.stop === "menu") return go(place, "menu");
    openRow(place.rowId);
  };

  const step = (place: GridPlace, across: number, down: number): GridPlace | null => {
    const rowId = rows[rows.findIndex(({ id }) => id === place.rowId) + down]?.id;
    const stop = stops[stops.indexOf(place.stop) + across];
    return rowId && stop ? { rowId, stop } : null;
  };

  const goalOf = (key: string, place: GridPlace): GridPlace | null => {
    if (key === "ArrowLeft") return step(place, -1, 0);
    if (key === "ArrowRight") return step(place, 1, 0);
    if (key === "ArrowUp") return step(place, 0, -1);
    if (key === "ArrowDown") return step(place, 0, 1);
    if (key === "Home") return { ...place, stop: stops[0] };
    if (key === "End") return { ...place, stop: "menu" };
    return null;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const place = placeOf(event.target);
    if (!place || event.ctrlKey || event.metaKey || (event.target as HTMLElement).closest("a")) return;
    const goal = event.altKey ? null : goalOf(event.key, place);
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      setState({ ...place, mode: "cell" });
      void moveBeside(place.rowId, event.key === "ArrowUp" ? -1 : 1).then(() => {
        isFocusWanted.current = true;
      });
    } else if (event.key === "Enter" || event.key === "F2") open(place);
    else if (goal) go(goal);
    else return;
    event.preventDefault();
  };

  const onClick = (event: MouseEvent) => {
    const place = placeOf(event.target);
    if (!place || (event.target as HTMLElement).closest("a, textarea")) return;
    if (place.stop === "links") return go(place);
    if (place.stop === "menu" && !(event.target as HTMLElement).closest(".row-menu-button")) return;
    open(place);
  };

  const leave = useCallback(
    (from: GridPlace, to: LeaveTo | null) => {
      const across = to === "next" ? 1 : to === "previous" ? -1 : 0;
      const stop = stops[stops.indexOf(from.stop) + across] ?? from.stop;
      if (to === null) {
        setState((now) =>
          now?.rowId === from.rowId && now.stop === from.stop && now.mode !== "cell"
            ? { ...now, mode: "cell" }
            : now,
        );
      } else go({ rowId: from.rowId, stop }, across !== 0 && isTyped(stop) ? "typing" : "cell");
    },
    [go],
  );

  return { table, current, go, leave, handlers: { onKeyDown, onClick } };
};

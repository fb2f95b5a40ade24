import {
  type CollisionDetection,
  DndContext,
  type DragEndEvent,
  type DragMoveEvent,
  DragOverlay,
  PointerSensor,
  useDraggable,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { type PointerEvent, type ReactNode, useEffect, useState } from "react";
import type { ShownPlanRow } from "../../api/types.ts";
import type { PlaceOf } from "./row-acts.ts";
import { placeAfter, placeBefore, placeFirst } from "./row-places.ts";
import { nameOfRow } from "./use-plan-editing.tsx";

interface RowDraggingProps {
  rows: readonly ShownPlanRow[];
  onMove: (rowId: string, place: PlaceOf) => void;
  children: ReactNode;
}

export const weekDropId = (week: number): string => `week ${week}`;

/** What became of a row is told by the page, in its own language. */
const silent = {
  onDragStart: () => undefined,
  onDragOver: () => undefined,
  onDragEnd: () => undefined,
  onDragCancel: () => undefined,
};

interface Target {
  id: string;
  isAfter: boolean;
}

/** The row under the pointer: in its upper half it takes what is dragged before it, in its lower half after it. */
const rowUnderPointer: CollisionDetection = ({ pointerCoordinates }) => {
  if (!pointerCoordinates) return [];
  const { x, y } = pointerCoordinates;
  const row = document
    .elementsFromPoint(x, y)
    .map((element) => element.closest<HTMLElement>("tr[data-row]"))
    .find((found) => found !== null);
  if (!row?.dataset.row) return [];
  const { top, height } = row.getBoundingClientRect();
  return [{ id: row.dataset.row, data: { isAfter: y > top + height / 2 } }];
};

const targetOf = ({ collisions }: DragMoveEvent): Target | null => {
  const [first] = collisions ?? [];
  return first ? { id: String(first.id), isAfter: first.data?.isAfter === true } : null;
};

/** Rows are dragged by their handles, with mouse and finger; the keyboard has its own way. */
export const RowDragging = ({ rows, onMove, children }: RowDraggingProps) => {
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));
  const [grabbed, setGrabbed] = useState<string | null>(null);
  const [target, setTarget] = useState<Target | null>(null);
  const rowOf = (id: string | null) => rows.find((row) => row.id === id);

  // The line is drawn without the rows' knowing, or each would be drawn again with every step of the pointer.
  useEffect(() => {
    const row = target && document.querySelector(`[data-row="${target.id}"]`);
    row?.setAttribute("data-drop", target?.isAfter ? "after" : "before");
    return () => row?.removeAttribute("data-drop");
  }, [target]);

  const end = (event: DragEndEvent) => {
    const goal = targetOf(event);
    setTarget(null);
    if (!grabbed || !goal || goal.id === grabbed) return;
    const week = /^week (\d+)$/.exec(goal.id)?.[1];
    const neighbour = rowOf(goal.id);
    onMove(grabbed, (row, rowsNow) => {
      if (week || !neighbour) return placeFirst(row, Number(week ?? row.weeks.first));
      return goal.isAfter ? placeAfter(row, neighbour) : placeBefore(rowsNow, row, neighbour);
    });
  };
  const moved = rowOf(grabbed);
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={rowUnderPointer}
      accessibility={{ announcements: silent }}
      onDragMove={(event) => {
        const next = targetOf(event);
        setTarget((now) => (now?.id === next?.id && now?.isAfter === next?.isAfter ? now : next));
      }}
      onDragEnd={end}
      onDragCancel={() => setTarget(null)}
    >
      <RowHandles onGrab={setGrabbed}>{children}</RowHandles>
      <DragOverlay dropAnimation={null}>
        {moved && <div className="dragged-row">{nameOfRow(moved)}</div>}
      </DragOverlay>
    </DndContext>
  );
};

interface RowHandlesProps {
  onGrab: (rowId: string) => void;
  children: ReactNode;
}

/** One thing is dragged, whichever row's handle it is: a hundred rows that each register themselves are slow to appear. */
const RowHandles = ({ onGrab, children }: RowHandlesProps) => {
  const { setNodeRef, listeners } = useDraggable({ id: "row" });
  const grab = (event: PointerEvent<HTMLElement>) => {
    const handle = (event.target as HTMLElement).closest<HTMLElement>(".row-handle");
    const rowId = handle?.closest<HTMLElement>("tr[data-row]")?.dataset.row;
    if (!handle || !rowId) return;
    setNodeRef(handle);
    onGrab(rowId);
    listeners?.onPointerDown?.(event);
  };
  return <div onPointerDown={grab}>{children}</div>;
};

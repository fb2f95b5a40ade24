import {
  DndContext,
  type DragEndEvent,
  type DragMoveEvent,
  DragOverlay,
  PointerSensor,
  pointerWithin,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { type ReactNode, useEffect, useState } from "react";
import type { ShownPlanRow } from "../../api/types.ts";
import { type Place, placeAfter, placeBefore, placeFirst } from "./row-places.ts";
import { nameOfRow } from "./use-plan-editing.tsx";

interface RowDraggingProps {
  rows: readonly ShownPlanRow[];
  onMove: (rowId: string, place: (row: ShownPlanRow) => Place) => void;
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

/** In its upper half a row takes what is dragged before it, in its lower half after it. */
const targetOf = ({ over, activatorEvent, delta }: DragMoveEvent): Target | null => {
  if (!over || !(activatorEvent instanceof PointerEvent)) return null;
  const y = activatorEvent.clientY + delta.y;
  return { id: String(over.id), isAfter: y > over.rect.top + over.rect.height / 2 };
};

/** Rows are dragged by their handles, with mouse and finger; the keyboard has its own way. */
export const RowDragging = ({ rows, onMove, children }: RowDraggingProps) => {
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));
  const [dragged, setDragged] = useState<string | null>(null);
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
    setDragged(null);
    setTarget(null);
    if (!goal || goal.id === event.active.id) return;
    const week = /^week (\d+)$/.exec(goal.id)?.[1];
    const neighbour = rowOf(goal.id);
    onMove(String(event.active.id), (row) => {
      if (week || !neighbour) return placeFirst(row, Number(week ?? row.weeks.first));
      return goal.isAfter ? placeAfter(row, neighbour) : placeBefore(rows, row, neighbour);
    });
  };
  const moved = rowOf(dragged);
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      accessibility={{ announcements: silent }}
      onDragStart={({ active }) => setDragged(String(active.id))}
      onDragMove={(event) => {
        const next = targetOf(event);
        setTarget((now) => (now?.id === next?.id && now?.isAfter === next?.isAfter ? now : next));
      }}
      onDragEnd={end}
      onDragCancel={() => {
        setDragged(null);
        setTarget(null);
      }}
    >
      {children}
      <DragOverlay dropAnimation={null}>
        {moved && <div className="dragged-row">{nameOfRow(moved)}</div>}
      </DragOverlay>
    </DndContext>
  );
};

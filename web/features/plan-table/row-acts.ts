import { call } from "../../api/client.ts";
import { isProblem } from "../../api/problem.ts";
import type { ShownPlanRow } from "../../api/types.ts";
import type { Place } from "./row-places.ts";
import type { RowPatch } from "./row-saver.ts";
import type { PlanCache } from "./use-plan-cache.ts";

/** Where a row is to go, among the rows as they are when its turn comes; the page may not have drawn them yet. */
export type PlaceOf = (row: ShownPlanRow, rows: readonly ShownPlanRow[]) => Place | null;

type WithReason = <Result>(act: (reason?: string) => Promise<Result>) => Promise<Result>;

const because = (reason: string | undefined) => (reason === undefined ? {} : { reason });
const isSamePlace = (one: ShownPlanRow, other: ShownPlanRow): boolean =>
  one.order === other.order && one.weeks.first === other.weeks.first && one.weeks.last === other.weeks.last;

/** What the server does with rows of a plan, each time with the row's version; the page's plan follows each answer. */
export const createRowActs = (id: string, cache: PlanCache, withReason: WithReason) => {
  const load = async (rowId: string): Promise<ShownPlanRow | null> =>
    (await cache.load()).rows.find((row) => row.id === rowId) ?? null;
  const send = (rowId: string, patch: RowPatch & Partial<Place>, version: number) =>
    withReason((reason) =>
      call(
        "PATCH /api/plans/{id}/rows/{rowId}",
        { params: { id, rowId }, body: { ...patch, ...because(reason) } },
        { revision: version },
      ),
    );
  let lastMove: Promise<unknown> = Promise.resolve();

  /** What somebody else changed meanwhile in the row's texts is no reason not to move it; where they moved it, it is. */
  const moveOnce = async (rowId: string, place: PlaceOf) => {
    let row = cache.rows().find((one) => one.id === rowId);
    for (let attempt = 1; row; attempt += 1) {
      const goal = place(row, cache.rows());
      if (!goal) return null;
      try {
        const moved = await send(rowId, { ...goal }, row.version);
        await cache.putRow(moved);
        return moved;
      } catch (error) {
        const now: ShownPlanRow | null = isProblem(error, "precondition.failed") ? await load(rowId) : null;
        if (!now || attempt > 2 || !isSamePlace(now, row)) throw error;
        row = now;
      }
    }
    return null;
  };

  return {
    load,
    send,
    async add(week: number, afterRowId: string | null) {
      const weeks = { first: week, last: week };
      const row = await withReason((reason) =>
        call("POST /api/plans/{id}/rows", {
          params: { id },
          body: { weeks, afterRowId, ...because(reason) },
        }),
      );
      await cache.putRow(row);
      return row;
    },
    /** One after the other: `place` is asked when the moves before have been answered. Null where there is no place. */
    move(rowId: string, place: PlaceOf): Promise<ShownPlanRow | null> {
      const moved = lastMove.then(() => moveOnce(rowId, place));
      lastMove = moved.catch(() => null);
      return moved;
    },
    async drop({ id: rowId, version }: ShownPlanRow) {
      await withReason((reason) =>
        call(
          "POST /api/plans/{id}/rows/{rowId}/drop",
          { params: { id, rowId }, body: because(reason) },
          { revision: version },
        ),
      );
      await cache.removeRow(rowId);
    },
    async restore(rowId: string) {
      const row = await withReason((reason) =>
        call("POST /api/plans/{id}/rows/{rowId}/restore", { params: { id, rowId }, body: because(reason) }),
      );
      await cache.putRow(row);
      return row;
    },
  };
};

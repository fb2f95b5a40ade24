import { isProblem, isUnreachable } from "../../api/problem.ts";
import type { PlanRowEdit, ShownPlanRow } from "../../api/types.ts";

/** Fields of a row as they are to become. */
export type RowPatch = Omit<PlanRowEdit, "afterRowId" | "reason">;
export type RowField = keyof RowPatch;

/** What was typed into a row and is not saved yet. */
export interface PendingRow {
  /** The row as it was when the typing began; its version is what saving names. */
  base: ShownPlanRow;
  patch: RowPatch;
  /**
   * waiting: for the server to be reached, then tried again by itself; failed: to be tried again by hand; conflict: somebody
   * else changed the same fields; gone: somebody else dropped the row.
   */
  status: "saving" | "waiting" | "failed" | "conflict" | "gone";
  theirs: ShownPlanRow | null;
  error: unknown;
}

export interface RowSaverSettings {
  send(rowId: string, patch: RowPatch, version: number): Promise<ShownPlanRow>;
  /** The row as it is now; null where it is no more. */
  load(rowId: string): Promise<ShownPlanRow | null>;
  onSaved(row: ShownPlanRow): void;
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const fieldsOf = (patch: RowPatch): RowField[] => Object.keys(patch) as RowField[];

/** The fields in which both sides left the base, in different ways. */
export const clashingFields = ({ base, patch, theirs }: Omit<PendingRow, "status" | "error">): RowField[] =>
  theirs === null
    ? []
    : fieldsOf(patch).filter(
        (field) => !isSame(theirs[field], base[field]) && !isSame(theirs[field], patch[field]),
      );

const isToBeSent = ({ status }: PendingRow): boolean => status === "saving" || status === "waiting";

const without = (patch: RowPatch, sent: RowPatch): RowPatch =>
  Object.fromEntries(
    Object.entries(patch).filter(([field, value]) => !isSame(value, sent[field as RowField])),
  );

/**
 * Saves rows one by one in the background, each with the version on which it was typed. What somebody else changed
 * meanwhile in other fields stays beside what was typed; where both changed one field nothing is sent until a person has chosen.
 */
export const createRowSaver = ({ send, load, onSaved }: RowSaverSettings) => {
  let pending: ReadonlyMap<string, PendingRow> = new Map();
  const listeners = new Set<() => void>();
  const running = new Set<string>();

  const set = (rowId: string, state: PendingRow | null): void => {
    const next = new Map(pending);
    if (state) next.set(rowId, state);
    else next.delete(rowId);
    pending = next;
    for (const listener of listeners) listener();
  };

  /** Somebody else saved first: what they wrote becomes the base, unless both wrote the same field. */
  const takeUp = async (rowId: string): Promise<boolean> => {
    const theirs = await load(rowId);
    const state = pending.get(rowId);
    if (!state) return false;
    const isClash = clashingFields({ ...state, theirs }).length > 0;
    if (theirs && !isClash) {
      set(rowId, { ...state, base: theirs });
      return true;
    }
    set(rowId, { ...state, theirs, status: theirs ? "conflict" : "gone" });
    return false;
  };

  const sendOnce = async (rowId: string, { patch, base }: PendingRow): Promise<boolean> => {
    try {
      const saved = await send(rowId, patch, base.version);
      onSaved(saved);
      resume();
      const state = pending.get(rowId);
      const left = state ? without(state.patch, patch) : {};
      if (!state || fieldsOf(left).length === 0) {
        set(rowId, null);
        return false;
      }
      // What was typed meanwhile on an older row still has to be held against what came between.
      set(rowId, { ...state, base: state.base === base ? saved : state.base, patch: left, status: "saving" });
      return true;
    } catch (error) {
      if (isProblem(error, "precondition.failed", "not-found")) return takeUp(rowId);
      throw error;
    }
  };

  const run = async (rowId: string): Promise<void> => {
    if (running.has(rowId)) return;
    running.add(rowId);
    try {
      for (let state = pending.get(rowId); state && isToBeSent(state); state = pending.get(rowId))
        if (!(await sendOnce(rowId, state))) break;
    } catch (error) {
      const state = pending.get(rowId);
      if (state) set(rowId, { ...state, status: isUnreachable(error) ? "waiting" : "failed", error });
    } finally {
      running.delete(rowId);
    }
  };

  /** Tries again what waits: the server may be there again, or is, since it has answered. */
  const resume = (): void => {
    for (const [rowId, { status }] of pending) if (status === "waiting") void run(rowId);
  };

  return {
    resume,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    pending: () => pending,
    /** `base` is the row as it was when the typing began. */
    edit(base: ShownPlanRow, patch: RowPatch): void {
      const state = pending.get(base.id);
      const joined = { ...state?.patch, ...patch };
      const isWaiting = state?.status === "conflict" || state?.status === "gone";
      const oldest = state && state.base.version <= base.version ? state.base : base;
      const status = isWaiting ? state.status : "saving";
      set(base.id, { theirs: null, error: null, ...state, base: oldest, patch: joined, status });
      if (!isWaiting) void run(base.id);
    },
    retry(rowId: string): void {
      const state = pending.get(rowId);
      if (!state) return;
      set(rowId, { ...state, status: "saving", error: null });
      void run(rowId);
    },
    /** Settles a conflict: `base` is the row as it is now, and of what was typed these values are saved over it. */
    settle(base: ShownPlanRow, patch: RowPatch): void {
      const left = without(patch, base);
      const isLeft = fieldsOf(left).length > 0;
      set(base.id, isLeft ? { base, theirs: null, patch: left, status: "saving", error: null } : null);
      void run(base.id);
    },
    giveUp: (rowId: string): void => set(rowId, null),
  };
};
export type RowSaver = ReturnType<typeof createRowSaver>;

import type { Unit } from "../../api/types.ts";

/**
 * Levels that every teacher of a campus may share with, narrowest first: private, the campus, its group. Wider ones
 * depend on who asks; the resource's own `can.shareWith` offers them once it exists.
 */
export const sharingLine = (units: Unit[], campusId: string): string[] => {
  const path = units.find(({ id }) => id === campusId)?.path ?? [];
  const line = path.flatMap((id) => units.find((unit) => unit.id === id) ?? []);
  return [
    "private",
    ...line
      .filter(({ kind }) => kind !== "bureau")
      .map(({ id }) => id)
      .reverse(),
  ];
};

import type { ResourceFields } from "../../components/resource-fields.ts";

/** What a teacher's next upload most likely has in common with the last one. */
export interface LastUpload
  extends Pick<ResourceFields, "subject" | "grades" | "edition" | "volume" | "term"> {
  sharedWith: string | null;
}

const keyOf = (personId: string) => `campus-commons.last-upload.${personId}`;

const isLastUpload = (value: unknown): value is LastUpload =>
  typeof value === "object" && value !== null && Array.isArray((value as LastUpload).grades);

/** By person: a staff-room computer has many users. */
export const readLastUpload = (personId: string): LastUpload | null => {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(keyOf(personId)) ?? "null");
    return isLastUpload(value) ? value : null;
  } catch {
    return null;
  }
};

export const keepLastUpload = (
  personId: string,
  { subject, grades, edition, volume, term }: ResourceFields,
  sharedWith: string | null,
): void =>
  localStorage.setItem(
    keyOf(personId),
    JSON.stringify({
      subject,
      grades,
      edition,
      volume,
      term,
      sharedWith: sharedWith ?? readLastUpload(personId)?.sharedWith ?? null,
    }),
  );

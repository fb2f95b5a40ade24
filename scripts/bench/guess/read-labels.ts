import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

export const judgedFields = ["kind", "subject", "grades", "volume"] as const;
export type JudgedField = (typeof judgedFields)[number];

/**
 * What a teacher says of one field. `values` holds every right answer, none where the name says nothing of it. Where it
 * is not `isSaid`, a teacher could not tell: a guess may be right or wrong, and staying silent is no fault.
 */
export interface Label {
  values: string[];
  isSaid: boolean;
}

export const labelSets = ["documents", "titles", "textbooks"] as const;
export type LabelSet = (typeof labelSets)[number];

export interface LabelledName {
  set: LabelSet;
  /**
   * documents: the start of the file's SHA-256, `#n` for the n-th file of a zip; titles: the id of the row; textbooks:
   * the line. The names themselves stay where they were found.
   */
  key: string;
  /** A third of the names, chosen by the hash of the key, that no rule of the guessing was made by. */
  isHeldOut: boolean;
  /** A field that is missing is not judged. */
  labels: Partial<Record<JudgedField, Label>>;
}

/** `a/b`: either is right. `-`: nothing. A leading `?`: not to be told from the name. `*`: not judged. */
export function readLabel(cell: string): Label | undefined {
  if (cell === "*") return undefined;
  if (cell === "-") return { values: [], isSaid: false };
  const isSaid = !cell.startsWith("?");
  return { values: (isSaid ? cell : cell.slice(1)).split("/"), isSaid };
}

const isHeldOut = (set: LabelSet, key: string): boolean =>
  createHash("sha256").update(`${set}:${key}`).digest().readUInt32BE(0) % 3 === 0;

/** The rows of labels/<set>.tsv. */
export function readLabels(set: LabelSet): LabelledName[] {
  const file = new URL(`labels/${set}.tsv`, import.meta.url);
  const [, ...rows] = readFileSync(file, "utf8").trim().split("\n");
  return rows.map((row) => {
    const [key = "", ...cells] = row.split("\t");
    const judged = judgedFields.flatMap((field, index) => {
      const label = readLabel(cells[index] ?? "*");
      return label ? [[field, label] as const] : [];
    });
    return { set, key, isHeldOut: isHeldOut(set, key), labels: Object.fromEntries(judged) };
  });
}

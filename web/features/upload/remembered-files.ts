import type { FileOrigin } from "../../components/use-file-queue.ts";
import type { SetFields } from "./draft-row.ts";

/** A file that was brought to an upload page and has not become a draft yet. */
export interface RememberedFile extends FileOrigin {
  sizeBytes: number;
  broughtAt: string;
  /** Of the upload that it is on the server, once it was sent in whole. */
  uploadId: string | null;
  /** What the person set in the draft whose first file it is. */
  draft: SetFields | null;
}

/** As long as the server keeps what was sent. */
const lifetimeMs = 7 * 24 * 3600_000;

/** The names of files are a person's own: of several who use one browser each sees only theirs. */
const prefixOf = (personId: string) => `campus-commons.brought.${personId}.`;

const keyOf = (personId: string, { fingerprint, path }: FileOrigin): string =>
  `${prefixOf(personId)}${fingerprint}|${path}`;

const parsed = (text: string | null): RememberedFile | null => {
  try {
    const file: RememberedFile | null = JSON.parse(text ?? "null");
    return file && Date.now() - Date.parse(file.broughtAt) < lifetimeMs ? file : null;
  } catch {
    return null;
  }
};

/** What this browser remembers for the person, in the order in which it was brought. */
export const listRemembered = (personId: string): RememberedFile[] =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(prefixOf(personId)))
    .flatMap((key) => {
      const file = parsed(localStorage.getItem(key));
      if (!file) localStorage.removeItem(key);
      return file ?? [];
    })
    .sort(
      (a, b) =>
        a.broughtAt.localeCompare(b.broughtAt) || a.path.localeCompare(b.path, "zh-CN", { numeric: true }),
    );

/** One entry for each file: two pages of one person do not write over each other. */
export const rememberFile = (personId: string, file: RememberedFile): void => {
  try {
    localStorage.setItem(keyOf(personId, file), JSON.stringify(file));
  } catch {
    // Without room to remember it, it is sent all the same, as long as the page is open.
  }
};

export const forgetFile = (personId: string, origin: FileOrigin): void =>
  localStorage.removeItem(keyOf(personId, origin));

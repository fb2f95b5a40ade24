import type { PreviousUpload, UrlStorage } from "tus-js-client";

/** A file that this browser has begun to send for this person and not finished. */
export interface UnfinishedUpload {
  fingerprint: string;
  name: string;
  sizeBytes: number;
  /** Where it goes on. */
  address: string;
  begunAt: string;
}

/** The server forgets unfinished uploads after this time. */
const lifetimeMs = 7 * 24 * 3600_000;

/** What makes a chosen file the same one as before: nobody reads 500 MB to find that out. */
export const fingerprintOf = (file: File): string =>
  [file.name, file.size, file.lastModified, file.type].join("|");

/** The names of files are a person's own: of several who use one browser each sees only theirs. */
const prefixOf = (personId: string) => `campus-commons.unfinished.${personId}.`;

const parsed = (text: string | null): PreviousUpload | null => {
  try {
    return text === null ? null : (JSON.parse(text) as PreviousUpload);
  } catch {
    return null;
  }
};

const isAlive = ({ creationTime }: PreviousUpload) => Date.now() - Date.parse(creationTime) < lifetimeMs;

/** All that is remembered for a person, as the tus client keeps it; what the server has forgotten is forgotten here. */
const readAll = (personId: string): PreviousUpload[] => {
  const prefix = prefixOf(personId);
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  return keys.flatMap((key) => {
    const upload = parsed(localStorage.getItem(key));
    if (upload && isAlive(upload)) return [{ ...upload, urlStorageKey: key }];
    localStorage.removeItem(key);
    return [];
  });
};

export const forgetUnfinished = (personId: string, fingerprint: string): void =>
  localStorage.removeItem(prefixOf(personId) + fingerprint);

export const listUnfinished = (personId: string): UnfinishedUpload[] =>
  readAll(personId).flatMap(({ urlStorageKey, uploadUrl, size, metadata, creationTime }) =>
    uploadUrl === null
      ? []
      : [
          {
            fingerprint: urlStorageKey.slice(prefixOf(personId).length),
            name: metadata.filename ?? "",
            sizeBytes: size ?? 0,
            address: uploadUrl,
            begunAt: creationTime,
          },
        ],
  );

const tus = { "tus-resumable": "1.0.0" };

/** How much of it the server has, or null where it has forgotten it or does not answer. */
export const askOffset = async (personId: string, upload: UnfinishedUpload): Promise<number | null> => {
  try {
    const { status, headers } = await fetch(upload.address, { method: "HEAD", headers: tus });
    if (status === 404) forgetUnfinished(personId, upload.fingerprint);
    return status === 200 ? Number(headers.get("upload-offset")) : null;
  } catch {
    return null;
  }
};

/** Has the server forget what it has of one; best effort: what stays behind expires by itself. */
export const forgetAddress = async (address: string): Promise<void> => {
  await fetch(address, { method: "DELETE", headers: tus }).catch(() => undefined);
};

/** Gives one up, here and on the server. */
export const discardUnfinished = async (personId: string, fingerprint: string): Promise<void> => {
  const known = listUnfinished(personId).find((upload) => upload.fingerprint === fingerprint);
  forgetUnfinished(personId, fingerprint);
  if (known) await forgetAddress(known.address);
};

/** Where the tus client remembers a person's uploads, so that they outlive the page and the browser. */
export const unfinishedStorage = (personId: string): UrlStorage => ({
  findAllUploads: async () => readAll(personId),
  findUploadsByFingerprint: async (fingerprint) =>
    readAll(personId).filter(({ urlStorageKey }) => urlStorageKey === prefixOf(personId) + fingerprint),
  removeUpload: async (key) => localStorage.removeItem(key),
  addUpload: async (fingerprint, upload) => {
    const key = prefixOf(personId) + fingerprint;
    try {
      localStorage.setItem(key, JSON.stringify(upload));
    } catch {
      // Without room to remember it the upload goes on all the same, as long as the page is open.
    }
    return key;
  },
});

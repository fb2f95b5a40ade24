import { discardUnfinished, fingerprintOf, forgetAddress, forgetUnfinished } from "./unfinished-uploads.ts";

/**
 * Where on the server a file of this page lies in pieces. Chosen twice on one page, a file is sent twice, each to a place of its
 * own: two requests for one upload would only send each other away, and giving up one would take the other's bytes.
 */
export interface UploadPlace {
  fingerprint: string;
  /** Null until the server has given one. */
  address: string | null;
  /** Whether this is the one of its kind that goes on where an earlier visit to the page ended, and is remembered. */
  isRemembered(): boolean;
  /** It is sent or given up: what an equal file may go on with is no longer this one's. */
  leave(): void;
  /** Gives up what has arrived of it, and of no other. */
  discard(): Promise<void>;
}

const remembered = new Map<string, UploadPlace>();

export const createUploadPlace = (file: File, personId: string): UploadPlace => {
  const fingerprint = fingerprintOf(file);
  const key = `${personId}.${fingerprint}`;
  const place: UploadPlace = {
    fingerprint,
    address: null,
    isRemembered() {
      if (!remembered.has(key)) remembered.set(key, place);
      return remembered.get(key) === place;
    },
    leave() {
      if (remembered.get(key) === place) remembered.delete(key);
    },
    async discard() {
      const { address } = place;
      const isRemembered = place.isRemembered();
      place.leave();
      place.address = null;
      if (address === null) return isRemembered ? discardUnfinished(personId, fingerprint) : undefined;
      if (isRemembered) forgetUnfinished(personId, fingerprint);
      await forgetAddress(address);
    },
  };
  return place;
};

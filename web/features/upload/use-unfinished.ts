import { useEffect, useRef, useState } from "react";
import { call } from "../../api/client.ts";
import { discardUnfinished, fingerprintOf } from "../../api/unfinished-uploads.ts";
import { pathOf } from "../../components/dropped-files.ts";
import { askUnfinished, type UnfinishedFile } from "./ask-unfinished.ts";
import { forgetFile } from "./remembered-files.ts";
import type { RecalledFiles, SentFile } from "./use-draft-rows.ts";
import type { OtherPages } from "./use-other-pages.ts";

/** Files of the person's earlier visits to the page, and what can be done with them; those of other open pages are left alone. */
export const useUnfinished = (personId: string, others: OtherPages) => {
  const [found, setFound] = useState<UnfinishedFile[]>([]);
  const asked = useRef<Promise<UnfinishedFile[]>>(Promise.resolve([]));
  const taken = useRef(new Set<UnfinishedFile>());

  // biome-ignore lint/correctness/useExhaustiveDependencies: what a page that has left leaves behind is asked for anew.
  useEffect(() => {
    let isGone = false;
    asked.current = askUnfinished(personId);
    void asked.current.then((answered) => {
      if (!isGone) setFound(answered.filter((file) => !taken.current.has(file)));
    });
    return () => {
      isGone = true;
    };
  }, [personId, others.leftCount]);

  const isFree = ({ fingerprint }: UnfinishedFile) => !others.fingerprints.has(fingerprint);
  const files = found.filter(isFree);

  const take = (some: UnfinishedFile[]) => {
    for (const file of some) {
      taken.current.add(file);
      forgetFile(personId, file);
    }
    setFound((known) => known.filter((file) => !taken.current.has(file)));
  };

  /** Knows files again that are brought once more: which of them are on the server in whole, and what was set for them. */
  const recall = async (brought: File[]): Promise<RecalledFiles> => {
    const waiting = Map.groupBy(
      (await asked.current).filter((file) => !taken.current.has(file) && isFree(file)),
      ({ fingerprint }) => fingerprint,
    );
    const known = brought.flatMap((file) => {
      const same = waiting.get(fingerprintOf(file)) ?? [];
      const place = same.findIndex(({ path }) => path === pathOf(file));
      return same.splice(Math.max(0, place), 1).map((unfinished) => ({ file, unfinished }));
    });
    take(known.map(({ unfinished }) => unfinished));
    const uploads = known.flatMap(({ file, unfinished: { upload } }) =>
      upload ? [[file, upload] as const] : [],
    );
    const drafts = known.flatMap(({ file, unfinished: { draft } }) =>
      draft ? [[file, draft] as const] : [],
    );
    return { uploads: new Map(uploads), drafts: new Map(drafts) };
  };

  /** Those that lie on the server in whole: of them the computer's files are not needed again. */
  const takeSent = (): SentFile[] => {
    const sent = files.flatMap((file) => (file.upload ? [{ file, upload: file.upload }] : []));
    take(sent.map(({ file }) => file));
    return sent.map(({ file, upload }) => ({ upload, origin: file, draft: file.draft }));
  };

  /** Gives files up, here and on the server. Best effort there: what stays behind expires by itself. */
  const discard = (some: UnfinishedFile[]) => {
    const kept = new Set(found.filter((file) => !some.includes(file)).map(({ fingerprint }) => fingerprint));
    take(some);
    for (const { fingerprint, upload } of some) {
      // An equal file goes on with what was sent in pieces.
      if (!kept.has(fingerprint)) void discardUnfinished(personId, fingerprint);
      if (upload) void call("DELETE /api/uploads/{id}", { params: { id: upload.id } }).catch(() => undefined);
    }
  };

  return { files, recall, takeSent, discard };
};

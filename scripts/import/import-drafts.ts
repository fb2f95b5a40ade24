import type { Context } from "../../server/context.ts";
import { DomainError } from "../../server/errors.ts";
import type { PersonId, ResourceId, UnitId } from "../../server/ids.ts";
import { importDraft, type ProposedFields, type SharedWith } from "../../server/modules/resources/index.ts";
import type { FoundEvent, FoundFile } from "./find-files.ts";
import { foldersOf } from "./keep-folders.ts";
import type { PlannedDraft } from "./plan-drafts.ts";
import { findEarlier, type TakenFile, takeFile } from "./take-file.ts";

export type Outcome = "imported" | "already" | "would-import" | "left-out" | "failed" | "no-file";

/** What became of one file. `reason`: a refusal's code, or an error in words. */
export interface FileReport {
  path: string;
  outcome: Outcome;
  resourceId: ResourceId | null;
  fields: ProposedFields | null;
  reason: string;
}

export interface ImportOptions {
  personId: PersonId;
  campusId: UnitId;
  sharedWith: SharedWith | null;
  isDryRun: boolean;
  plan(paths: string[]): PlannedDraft[];
  report(file: FileReport): void;
  /** So many bytes of a file have gone. */
  sent(bytes: number): void;
  /** What this archive or folder still held does not come. */
  lost(path: string): void;
}

interface OpenDraft extends PlannedDraft {
  /** Paths that have not come yet. */
  awaited: Set<string>;
  taken: Extract<TakenFile, { isKnown: false }>[];
}

/** Refusals for which the report has words of its own. A smaller file may find room where one found none. */
const toldByCode = new Set(["quota.exceeded", "upload.too-large"]);

/** What is wrong with the system, and not with one file: there is no use in going on with the next. */
const endsAll = (error: unknown): boolean =>
  !(error instanceof DomainError) ||
  (error.code !== "quota.exceeded" && [401, 403, 503, 507].includes(error.status));

const wordsOf = (error: unknown): string => {
  if (error instanceof DomainError && toldByCode.has(error.code)) return error.code;
  const fields = error instanceof DomainError ? (error.fields ?? []) : [];
  const told = fields.map(({ path, message }) => `${path} ${message}`);
  return [(error as Error).message, ...told].join(" ");
};

/**
 * Makes drafts of the files that come, each as soon as its last file is there. What was imported before is left as it is.
 * Throws where the system, and not a file, is at fault: started again it goes on from there.
 */
export const importDrafts = async (
  ctx: Context,
  events: AsyncIterable<FoundEvent>,
  { personId, campusId, sharedWith, isDryRun, plan, report, sent, lost }: ImportOptions,
): Promise<void> => {
  const openDrafts = new Map<string, OpenDraft>();

  const close = async (draft: OpenDraft, path: string): Promise<void> => {
    openDrafts.delete(path);
    draft.awaited.delete(path);
    const { taken, fields } = draft;
    const [first] = taken;
    if (draft.awaited.size > 0 || !first) return;
    const tell = (outcome: Outcome, resourceId: ResourceId | null, reason = draft.problems.join(" ")) => {
      for (const { path } of taken) report({ path, outcome, resourceId, fields, reason });
    };
    if (isDryRun) return tell("would-import", null);
    try {
      const input = { ...fields, campusId, folder: foldersOf(first.path) };
      tell("imported", await importDraft(ctx, { fields: input, files: taken, sharedWith }));
    } catch (error) {
      if (endsAll(error)) throw error;
      if (error instanceof DomainError && error.code === "import.already") tell("already", null, "");
      else tell("failed", null, wordsOf(error));
    }
  };

  const take = async (draft: OpenDraft, file: FoundFile): Promise<void> => {
    const { path } = file;
    const known = (resourceId: ResourceId) =>
      report({ path, outcome: "already", resourceId, fields: null, reason: "" });
    if (isDryRun) {
      const earlier = await findEarlier(ctx, personId, file);
      return earlier
        ? known(earlier)
        : void draft.taken.push({ isKnown: false, path } as OpenDraft["taken"][0]);
    }
    try {
      const taken = await takeFile(ctx, { personId, campusId, file, sent });
      if (taken.isKnown) known(taken.resourceId);
      else draft.taken.push(taken);
    } catch (error) {
      if (endsAll(error)) throw error;
      report({ path, outcome: "failed", resourceId: null, fields: null, reason: wordsOf(error) });
    }
  };

  for await (const event of events) {
    if (event.kind === "listed") {
      for (const planned of plan(event.paths)) {
        const draft: OpenDraft = { ...planned, awaited: new Set(planned.paths), taken: [] };
        for (const path of planned.paths) openDrafts.set(path, draft);
      }
      continue;
    }
    if (event.kind === "archive-refused") lost(event.path);
    const draft = openDrafts.get(event.path);
    if (event.kind === "file" && draft) await take(draft, event);
    if (event.kind !== "file")
      report({ path: event.path, outcome: "left-out", resourceId: null, fields: null, reason: event.reason });
    if (draft) await close(draft, event.path);
  }
  // An archive broke off: what came of its drafts is made of what is there.
  for (const [path, draft] of openDrafts) await close(draft, path);
};

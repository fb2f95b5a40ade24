import {
  fieldsOfProposal,
  type ProposedFields,
  proposeDrafts,
} from "../../server/modules/resources/index.ts";
import type { GuessTerm } from "../../server/modules/vocabulary/index.ts";

/** One resource in the making, before its bytes are looked at. */
export interface PlannedDraft {
  paths: string[];
  fields: ProposedFields;
  /** What could not be followed of what a person wrote, in words. */
  problems: string[];
}

/** Which drafts files of one listing become, with what is guessed of each. */
export const planDrafts = (paths: string[], terms: GuessTerm[]): PlannedDraft[] =>
  proposeDrafts(paths, terms).drafts.map(({ files, proposal }) => ({
    paths: files.flatMap((file) => paths[file] ?? []),
    fields: fieldsOfProposal(proposal),
    problems: [],
  }));

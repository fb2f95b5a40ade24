import type { z } from "zod";
import type { Actor } from "../../actor.ts";
import type { PersonId } from "../../ids.ts";
import { type UnitRow, unitReferenceView } from "../units/index.ts";
import { canCurate, collectionAbilities, isProposerOf, mayKnowRevision } from "./policy.ts";
import type { Collection, CollectionCard, UnitChoice } from "./schema.ts";
import type { SectionRow } from "./section-store.ts";
import type { CollectionRecord } from "./store.ts";
import type { SectionId } from "./tables.ts";

export const collectionCardView = (one: CollectionRecord, actor: Actor): z.input<typeof CollectionCard> => ({
  id: one.id,
  title: one.title,
  summary: one.summary,
  unit: unitReferenceView({
    id: one.unit_id,
    kind: one.unit_kind,
    name: one.unit_name,
    name_en: one.unit_name_en,
  }),
  state: one.state,
  isRemoved: one.removed_at !== null,
  proposer: { id: one.proposer_id, name: one.proposer_name },
  entryCount: one.entry_count,
  sectionCount: one.section_count,
  createdAt: one.created_at.toISOString(),
  submittedAt: one.submitted_at?.toISOString() ?? null,
  decidedBy: one.decided_by && { id: one.decided_by, name: one.decider_name ?? "" },
  decidedAt: one.decided_at?.toISOString() ?? null,
  // Why it was once declined is no business of those who read it since.
  reason: isProposerOf(actor, one) || canCurate(actor, one) ? one.reason : "",
});

export const unitChoiceView = (unit: UnitRow, actor: Actor): z.input<typeof UnitChoice> => ({
  ...unitReferenceView(unit),
  canCurate: canCurate(actor, { unit_path: unit.path }),
});

interface Contents {
  sections: readonly SectionRow[];
  counts: ReadonlyMap<SectionId | null, number>;
  waitingCount: number;
  units: readonly UnitRow[];
}

export const collectionView = (
  one: CollectionRecord,
  { sections, counts, waitingCount, units }: Contents,
  actor: Actor,
): z.input<typeof Collection> => {
  const can = collectionAbilities(actor, one);
  return {
    ...collectionCardView(one, actor),
    revision: mayKnowRevision(actor, one) ? one.revision : null,
    sections: sections.map(({ id, parent_id, title, summary }) => ({
      id,
      parentId: parent_id,
      title,
      summary,
      entryCount: counts.get(id) ?? 0,
    })),
    directCount: counts.get(null) ?? 0,
    waitingCount,
    units: units.map((unit) => unitChoiceView(unit, actor)),
    can,
  };
};

export const personView = (id: PersonId, name: string) => ({ id, name });

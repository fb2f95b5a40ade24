import type { z } from "zod";
import type { Actor } from "../../actor.ts";
import { unitReferenceView } from "../units/index.ts";
import { canAdminister } from "./policy.ts";
import type { Me, Person, Posting } from "./schema.ts";
import type { PostingRow } from "./store.ts";

export const postingView = (row: PostingRow): z.input<typeof Posting> => ({
  id: row.id,
  unit: unitReferenceView({
    id: row.unit_id,
    kind: row.unit_kind,
    name: row.unit_name,
    name_en: row.unit_name_en,
  }),
  role: row.role,
  fromOn: row.from_on,
  untilOn: row.until_on,
});

interface PersonRow {
  id: z.input<typeof Person>["id"];
  name: string;
  username: string;
}

export const personView = (person: PersonRow, postings: PostingRow[]): z.input<typeof Person> => ({
  id: person.id,
  name: person.name,
  username: person.username,
  postings: postings.map(postingView),
});

export const meView = (
  actor: Actor,
  person: PersonRow,
  postings: PostingRow[],
  campuses: z.input<typeof Me>["campuses"],
  today: string,
): z.input<typeof Me> => ({
  id: person.id,
  name: person.name,
  username: person.username,
  postings: postings
    .filter((row) => row.from_on <= today && (row.until_on === null || row.until_on >= today))
    .map(postingView),
  campuses,
  can: { createResource: campuses.length > 0, administer: canAdminister(actor) },
});

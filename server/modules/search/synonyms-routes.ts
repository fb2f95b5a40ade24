import type { Context } from "../../context.ts";
import { Answer, type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { editSynonyms } from "./edit-synonyms.ts";
import type { SynonymBook } from "./synonyms-book.ts";
import { canEditSynonyms } from "./synonyms-policy.ts";
import { SynonymList, SynonymListChange } from "./synonyms-schema.ts";
import { findSynonyms } from "./synonyms-store.ts";

const answerList = async (ctx: Context) => {
  const { revision, groups } = await findSynonyms(ctx.db);
  const list = { groups: groups.map((words) => ({ words })), can: { edit: canEditSynonyms(ctx.actor) } };
  return new Answer(list, { revision });
};

export const synonymEndpoints = (book: SynonymBook): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/search/synonyms",
    summary: "The words that are looked for in each other's place",
    access: signedIn("search-synonyms.read"),
    reply: SynonymList,
    handle: (ctx) => answerList(ctx),
  }),
  endpoint({
    method: "put",
    path: "/api/search/synonyms",
    summary: "Replace the list of synonyms; acts on the next questions, without indexing anew",
    access: signedIn("search-synonyms.edit"),
    body: SynonymListChange,
    reply: SynonymList,
    hasRevision: true,
    async handle(ctx, { body, ifMatch }) {
      await editSynonyms(ctx, body, ifMatch);
      book.forget();
      return answerList(ctx);
    },
  }),
];

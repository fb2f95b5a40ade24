import { anyone, type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { getTextbook } from "./get-textbook.ts";
import { guessFields } from "./guess-fields.ts";
import {
  GuessReply,
  GuessRequest,
  TextbookNodeList,
  TextbookNodeParams,
  TextbookNodeQuery,
  Vocabulary,
} from "./schema.ts";
import { listTerms, listTextbookNodes } from "./store.ts";
import { viewTextbookNode, viewVocabulary } from "./view.ts";

export const vocabularyEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/vocabulary",
    summary: "Kinds, subjects, grades, terms, editions, volumes: keys with their words in both languages",
    access: anyone("vocabulary.read"),
    reply: Vocabulary,
    handle: async (ctx) => viewVocabulary(await listTerms(ctx.db)),
  }),
  endpoint({
    method: "get",
    path: "/api/textbook-nodes",
    summary: "One step of the browse path: textbooks, or the units and lessons below one",
    access: anyone("vocabulary.read"),
    query: TextbookNodeQuery,
    reply: TextbookNodeList,
    async handle(ctx, { query }) {
      const nodes = await listTextbookNodes(ctx.db, { ...query, parentId: query.parentId ?? null });
      return { items: nodes.map(viewTextbookNode) };
    },
  }),
  endpoint({
    method: "get",
    path: "/api/textbook-nodes/:id/textbook",
    summary: "The whole textbook that a node belongs to: itself, its units, their lessons",
    access: anyone("vocabulary.read"),
    params: TextbookNodeParams,
    reply: TextbookNodeList,
    handle: async (ctx, { params }) => ({ items: (await getTextbook(ctx, params.id)).map(viewTextbookNode) }),
  }),
  endpoint({
    method: "post",
    path: "/api/guess-fields",
    summary: "What file names say of kind, subject, grade, volume, edition and lesson, each with its reason",
    access: signedIn("vocabulary.guess"),
    body: GuessRequest,
    reply: GuessReply,
    async handle(ctx, { body }) {
      const terms = (await listTerms(ctx.db)).filter((term) => term.is_active);
      return { guesses: body.fileNames.map((fileName) => guessFields({ fileName }, terms)) };
    },
  }),
];

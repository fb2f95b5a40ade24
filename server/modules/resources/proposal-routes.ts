import { type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { listTerms } from "../vocabulary/index.ts";
import { DraftProposalList, DraftProposalRequest } from "./proposal-schema.ts";
import { proposeDrafts } from "./propose-drafts.ts";

export const proposalEndpoints = (): Endpoint[] => [
  endpoint({
    method: "post",
    path: "/api/draft-proposals",
    summary:
      "Which drafts files become that are brought together, and what their names and folders say of each",
    access: signedIn("draft.propose"),
    body: DraftProposalRequest,
    reply: DraftProposalList,
    async handle(ctx, { body }) {
      const terms = (await listTerms(ctx.db)).filter((term) => term.is_active);
      return proposeDrafts(body.paths, terms);
    },
  }),
];

import { type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import { addSection, editSection, removeSection } from "./edit-sections.ts";
import { answerCollection, collectionParams } from "./routes.ts";
import { Collection, NewSection, SectionEdit } from "./schema.ts";

const sectionParams = collectionParams.extend({ sectionId: id<"collection-section">() });

export const collectionSectionEndpoints = (): Endpoint[] => [
  endpoint({
    method: "post",
    path: "/api/collections/:id/sections",
    summary: "Add a section; If-Match with the collection's revision makes a repeated call harmless",
    access: signedIn("collection.edit"),
    params: collectionParams,
    body: NewSection,
    reply: Collection,
    status: 201,
    hasRevision: true,
    async handle(ctx, { params, body, ifMatch }) {
      await addSection(ctx, params.id, body, ifMatch);
      return answerCollection(ctx, params.id, 201);
    },
  }),
  endpoint({
    method: "patch",
    path: "/api/collections/:id/sections/:sectionId",
    summary: "Rename, describe or move a section",
    access: signedIn("collection.edit"),
    params: sectionParams,
    body: SectionEdit,
    reply: Collection,
    hasRevision: true,
    async handle(ctx, { params, body, ifMatch }) {
      await editSection(ctx, params.id, params.sectionId, body, ifMatch);
      return answerCollection(ctx, params.id);
    },
  }),
  endpoint({
    method: "delete",
    path: "/api/collections/:id/sections/:sectionId",
    summary: "Dissolve a section: what is in it goes one level up",
    access: signedIn("collection.edit"),
    params: sectionParams,
    reply: Collection,
    hasRevision: true,
    async handle(ctx, { params, ifMatch }) {
      await removeSection(ctx, params.id, params.sectionId, ifMatch);
      return answerCollection(ctx, params.id);
    },
  }),
];

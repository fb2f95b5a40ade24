import type { Client } from "../support/client.ts";
import { createCollection } from "../support/collections.ts";
import { unitOf } from "../support/world.ts";
import { type Case, foreign, own } from "./two-id-cases.ts";

/** Collections of one's own and of another group's, filled in when the world is made. */
export const ownCollection = { id: "", section: "", otherSection: "" };
export const foreignCollection = { id: "", section: "", otherSection: "" };

/** A proposal to the campus with a section, and a section of another proposal. */
export const makeCollections = async (client: Client, unitKey: string): Promise<typeof ownCollection> => {
  const make = async () => {
    const { id } = await createCollection(client, unitOf(unitKey).id, "合集");
    const { body } = await client.post(`/api/collections/${id}/sections`).send({ title: "单元" }).expect(201);
    return { id, section: body.sections[0].id as string };
  };
  const [one, other] = [await make(), await make()];
  return { ...one, otherSection: other.section };
};

const base = (id: string) => `/api/collections/${id}`;
const foreignSections = () => [foreignCollection.section, ownCollection.otherSection];
const foreignResources = () => [foreign.resource, foreign.private];

export const collectionCases: Case[] = [
  {
    what: "own collection, foreign section",
    send: (id) => ["patch", `${base(ownCollection.id)}/sections/${id}`, { title: "改" }],
    ids: foreignSections,
    status: 404,
  },
  {
    what: "foreign collection, own section",
    send: (id) => ["delete", `${base(id)}/sections/${ownCollection.section}`],
    ids: () => [foreignCollection.id],
    status: 404,
  },
  {
    what: "own section below a foreign one",
    send: (id) => ["patch", `${base(ownCollection.id)}/sections/${ownCollection.section}`, { parentId: id }],
    ids: foreignSections,
    status: 400,
  },
  {
    what: "own collection, foreign resource",
    send: (id) => ["put", `${base(ownCollection.id)}/entries/${id}`, {}],
    ids: foreignResources,
    status: 404,
  },
  {
    what: "own collection, foreign resource taken out",
    send: (id) => ["delete", `${base(ownCollection.id)}/entries/${id}`],
    ids: foreignResources,
    status: 404,
  },
  {
    what: "foreign collection, own resource",
    send: (id) => ["put", `${base(id)}/entries/${own.resource}`, {}],
    ids: () => [foreignCollection.id],
    status: 404,
  },
  {
    what: "own resource in a foreign section",
    send: (id) => ["put", `${base(ownCollection.id)}/entries/${own.resource}`, { sectionId: id }],
    ids: foreignSections,
    status: 400,
  },
  {
    what: "own resource after a foreign one",
    send: (id) => ["put", `${base(ownCollection.id)}/entries/${own.resource}`, { afterId: id }],
    ids: foreignResources,
    status: 400,
  },
  {
    what: "entries of a foreign section",
    send: (id) => ["get", `${base(ownCollection.id)}/entries?section=${id}`],
    ids: foreignSections,
    status: 200,
  },
  {
    what: "own collection for a foreign unit",
    send: (unitId) => ["patch", base(ownCollection.id), { unitId }],
    ids: () => [unitOf("erxiao").id, unitOf("group2").id],
    status: 404,
  },
  {
    what: "folders with foreign resources",
    send: (id) => ["post", "/api/collection-proposals", { folders: [{ path: "夹", resources: [id] }] }],
    ids: foreignResources,
    status: 200,
  },
];

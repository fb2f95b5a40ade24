import type { ResourceId } from "../../../ids.ts";
import type { SearchDocument } from "../search-index.ts";
import type { Connection, Generation } from "./connection.ts";
import { type StoredResource, toStored } from "./documents.ts";
import { isAmong } from "./encode.ts";

type Known = Pick<StoredResource, "id" | "revision" | "isRemoved">;

const idsPerRequest = 1000;

async function knownRevisions(
  connection: Connection,
  uid: string,
  ids: string[],
): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  for (let from = 0; from < ids.length; from += idsPerRequest) {
    const some = ids.slice(from, from + idsPerRequest);
    const { results } = await connection.ask(() =>
      connection.client
        .index<Known>(uid)
        .getDocuments({ ids: some, fields: ["id", "revision", "isRemoved"], limit: some.length }),
    );
    for (const stored of results) known.set(stored.id, stored);
  }
  return known;
}

/**
 * Adds or replaces. With `isFill` (a rebuild, which may have read a document before it was changed or removed) what is
 * there already stays.
 */
export async function putInto(
  connection: Connection,
  { resources, passages }: Generation,
  documents: SearchDocument[],
  isFill: boolean,
): Promise<void> {
  const latest = new Map<string, SearchDocument>();
  for (const document of documents) {
    if ((latest.get(document.id)?.revision ?? -1) <= document.revision) latest.set(document.id, document);
  }
  const known = await knownRevisions(connection, resources, [...latest.keys()]);
  const wanted = [...latest.values()].filter(({ id, revision }) => {
    const stored = known.get(id);
    if (!stored) return true;
    return isFill
      ? !stored.isRemoved && stored.revision < revision
      : stored.isRemoved || stored.revision <= revision;
  });
  if (wanted.length === 0) return;
  const { client } = connection;
  const replaced = wanted.filter(({ id }) => known.has(id)).map(({ id }) => id);
  const stored = wanted.map(toStored);
  if (replaced.length > 0) await removePassages(connection, passages, replaced);
  const texts = stored.flatMap((each) => each.passages);
  // The server works in order, so the last task's end is the end of all; each is followed, for each can fail.
  await Promise.all([
    texts.length > 0 ? connection.run(() => client.index(passages).addDocuments(texts)) : null,
    connection.run(() => client.index(resources).addDocuments(stored.map((each) => each.resource))),
  ]);
}

const removePassages = (connection: Connection, uid: string, ids: string[]) =>
  connection.run(() => connection.client.index(uid).deleteDocuments({ filter: isAmong("resource", ids) }));

export async function removeFrom(
  connection: Connection,
  generation: Generation,
  ids: ResourceId[],
): Promise<void> {
  if (ids.length === 0) return;
  const filter = isAmong("key", ids);
  await connection.run(() => connection.client.index(generation.resources).deleteDocuments({ filter }));
  await removePassages(connection, generation.passages, ids);
}

/** Removes, and leaves a mark that holds off what a rebuild read before the removal. */
export async function removeWhileFilling(
  connection: Connection,
  generation: Generation,
  ids: ResourceId[],
): Promise<void> {
  if (ids.length === 0) return;
  const marks = ids.map((id) => ({ id, revision: 0, isRemoved: true, scope: [] }));
  await connection.run(() => connection.client.index(generation.resources).addDocuments(marks));
  await removePassages(connection, generation.passages, ids);
}

export const sweepMarks = (connection: Connection, { resources }: Generation) =>
  connection.run(() => connection.client.index(resources).deleteDocuments({ filter: "isRemoved = true" }));

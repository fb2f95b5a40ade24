import { expect } from "vitest";
import {
  lineOf,
  type ModelResource,
  mayFind,
  maySee,
  postingsToday,
  type Reader,
} from "../support/visibility-model.ts";
import { get } from "./ask-in-world.ts";
import type { World } from "./random-world.ts";

/** All texts of a world are nearly the same: each would be told of, were it not for who asks. */
const mostOfUpload = 5;

const findableIds = ({ model }: World, reader: Reader): string[] =>
  model.resources.filter((one) => mayFind(model, reader, one)).map(({ id }) => id);

interface Told {
  comparison: string;
  items: { resourceId: string }[];
}

const holdTold = (world: World, reader: Reader, { items }: Told, except?: string): void => {
  const findable = findableIds(world, reader);
  const leaked = items.filter(({ resourceId }) => !findable.includes(resourceId) || resourceId === except);
  expect(leaked, "a duplicate leaks").toEqual([]);
};

const mayEdit = ({ model }: World, reader: Reader, one: ModelResource): boolean =>
  one.authorId === reader &&
  !one.isArchived &&
  postingsToday(model, reader).some(({ unitId }) => lineOf(model, unitId).includes(one.campusId));

/** What a resource and its draft are the same as: for who may edit it, of what that person may find. */
export const holdResourceDuplicates = async (
  world: World,
  reader: Reader,
  resource: ModelResource,
): Promise<void> => {
  const isSeen = maySee(world.model, reader, resource);
  const seen = isSeen ? (mayEdit(world, reader, resource) ? 200 : 403) : 404;
  for (const query of ["", "?draft=true"]) {
    const { status, body } = await get(world, reader, `/api/resources/${resource.id}/duplicates${query}`);
    expect(status, `duplicates${query}`).toBe(reader === null ? 401 : seen);
    if (status === 200) holdTold(world, reader, body, resource.id);
  }
};

/** What the uploads of a person are the same as: as many as there are to be found, whatever else there is. */
export const holdUploadDuplicates = async (world: World, reader: Reader): Promise<void> => {
  const { model } = world;
  const own = model.uploads.filter(({ personId }) => personId === reader).slice(0, 3);
  const query = own.map(({ id }) => `id=${id}`).join("&");
  const { status, body } = await get(world, reader, `/api/uploads?${query}`);
  expect(status, "uploads").toBe(reader === null ? 401 : 200);
  for (const { comparison, duplicates } of reader === null ? [] : body.items) {
    holdTold(world, reader, { comparison, items: duplicates });
    if (world.isIndexed && comparison === "done")
      expect(duplicates.length, "duplicates").toBe(Math.min(mostOfUpload, findableIds(world, reader).length));
  }
};

import type { UnitId } from "../../server/ids.ts";
import {
  changeState,
  createCollection,
  removeCollection,
} from "../../server/modules/collections/edit-collection.ts";
import { putEntry } from "../../server/modules/collections/edit-entries.ts";
import { addSection } from "../../server/modules/collections/edit-sections.ts";
import { getCollection } from "../../server/modules/collections/get-collection.ts";
import { actAs } from "../support/acting.ts";
import { unitOf } from "../support/world.ts";
import { type Row, shared, type Target } from "./aim-at-resources.ts";

const campusId = unitOf("sanxiao").id as UnitId;
const groupId = unitOf("group1").id as UnitId;

/** A collection that 三小校区's teacher proposes to the group, with a section and a resource that the group may see. */
const proposed = async (target: Target, unitId = groupId) => {
  const { id } = await createCollection(target.author, { unitId, title: "课例集" });
  await addSection(target.author, id, { title: "第一单元" });
  const resourceId = await shared(target);
  await putEntry(target.author, id, resourceId, {});
  return { id, resourceId, sectionId: (await getCollection(target.author, id)).sections[0]?.id as string };
};

/** The same at the campus, accepted by its lead. */
const curated = async (target: Target) => {
  const one = await proposed(target, campusId);
  await changeState(target.author, one.id, { state: "waiting" });
  await changeState(await actAs(target.author, "sanxiao.lead"), one.id, { state: "curated" });
  return one;
};

const aimedAt =
  (make: typeof curated, path: string, body?: object): Row["send"] =>
  async (target) => {
    const { id, sectionId, resourceId } = await make(target);
    const named = path.replace(":id", id).replace(":sectionId", sectionId).replace(":resourceId", resourceId);
    return { path: named, ...(body ? { body } : {}) };
  };

//                 anon out exp key ousd olead form coll lead auth admin
const readers = "  401 401 401 404 404 404 404 404 200 200 404";
const curators = " 401 401 401 404 404 404 404 404 200 403 404";
const adders = "   401 401 401 404 404 404 404 404 201 403 404";
const removers = " 401 401 401 404 404 404 404 404 204 403 404";
const proposers = "401 401 401 404 404 404 404 404 404 200 404";
const makers = "   401 401 401 404 404 404 404 403 201 201 403";
const gatherers = "401 401 401 200 200 403 403 200 200 200 403";
const ofShared = " 401 401 401 404 404 404 404 200 200 200 404";

/** What each caller is answered about a curated collection of 三小校区, or a proposal of its teacher's. */
export const collectionRows = (signedIn: string): Record<string, Row> => {
  const row = (key: string, statuses: string, body?: object, make = curated) => ({
    [key]: { send: aimedAt(make, key.split(" ")[1] as string, body), statuses },
  });
  return {
    "GET /api/collections": { send: () => ({ path: "/api/collections" }), statuses: signedIn },
    "POST /api/collections": {
      send: () => ({ path: "/api/collections", body: { unitId: campusId, title: "课例集" } }),
      statuses: makers,
    },
    "POST /api/collection-proposals": {
      send: async (target) => ({
        path: "/api/collection-proposals",
        body: { folders: [{ path: "语文/第一单元", resources: [await shared(target)] }] },
      }),
      statuses: gatherers,
    },
    ...row("GET /api/collections/:id", readers),
    ...row("PATCH /api/collections/:id", curators, { title: "改过的" }),
    ...row("PUT /api/collections/:id/state", proposers, { state: "waiting" }, proposed),
    ...row("DELETE /api/collections/:id", removers),
    "POST /api/collections/:id/restore": {
      send: async (target) => {
        const { id } = await proposed(target);
        await removeCollection(target.author, id);
        return { path: `/api/collections/${id}/restore` };
      },
      statuses: proposers,
    },
    ...row("POST /api/collections/:id/sections", adders, { title: "第二单元" }),
    ...row("PATCH /api/collections/:id/sections/:sectionId", curators, { title: "改过的" }),
    ...row("DELETE /api/collections/:id/sections/:sectionId", curators),
    ...row("GET /api/collections/:id/entries", readers),
    ...row("PUT /api/collections/:id/entries/:resourceId", readers, {}),
    ...row("DELETE /api/collections/:id/entries/:resourceId", curators),
    "GET /api/resources/:id/collections": {
      send: async (target) => ({ path: `/api/resources/${await shared(target)}/collections` }),
      statuses: ofShared,
    },
  };
};

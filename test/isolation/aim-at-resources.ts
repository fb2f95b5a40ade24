import type { Context } from "../../server/context.ts";
import type { FileId } from "../../server/ids.ts";
import { editDraft, settleScan } from "../../server/modules/resources/index.ts";
import { makeResource, putPicture } from "../support/acting.ts";
import { unitOf } from "../support/world.ts";

/** What a request is aimed at: things of 三小校区's teacher, shared with the first group. */
export interface Target {
  author: Context;
  system: Context;
}

interface Sent {
  path: string;
  body?: object;
  file?: { name: string; text: string };
  headers?: Record<string, string>;
  /** A body that is neither JSON nor a form, sent under the headers' own Content-Type. */
  text?: string;
}

export interface Row {
  send(target: Target): Promise<Sent> | Sent;
  statuses: string;
  /** The call begins or ends the caller's session: each caller signs in afresh for it. */
  changesSession?: boolean;
}

const campusId = unitOf("sanxiao").id;
const groupId = unitOf("group1").id;
let count = 0;

export const shared = ({ author }: Target) => {
  count += 1;
  return makeResource(author, campusId, {
    title: `《圆明园的毁灭》教学设计 ${count}`,
    text: `第 ${count} 份`,
    sharedWith: groupId,
  });
};

const firstFile = async ({ system }: Target, id: string): Promise<string> => {
  const row = await system.db
    .selectFrom("resource_file")
    .innerJoin("resource_version", "resource_version.id", "resource_file.version_id")
    .select("resource_file.id")
    .where("resource_id", "=", id as never)
    .executeTakeFirstOrThrow();
  return row.id;
};

export const onShared =
  (below: string, body?: object): Row["send"] =>
  async (target) => ({ path: `/api/resources/${await shared(target)}${below}`, ...(body ? { body } : {}) });

export const onSharedWithDraft =
  (below: string, body?: object): Row["send"] =>
  async (target) => {
    const id = await shared(target);
    await editDraft(target.author, id, { summary: "还在改" });
    return { path: `/api/resources/${id}${below}`, ...(body ? { body } : {}) };
  };

export const onFile =
  (below: string): Row["send"] =>
  async (target) => {
    const id = await shared(target);
    return { path: `/api/resources/${id}/files/${await firstFile(target, id)}${below}` };
  };

/** Pictures stand in for those that the indexer makes; events would otherwise wait for them. */
export const onPictured =
  (below: string): Row["send"] =>
  async (target) => {
    const { path } = await onFile(below)(target);
    await putPicture(target.system, path.split("/")[5] as FileId);
    return { path };
  };

/** As if the scanner had found something in the file. */
export const onQuarantined: Row["send"] = async (target) => {
  const fileId = await firstFile(target, await shared(target));
  const { sha256 } = await target.system.db
    .selectFrom("resource_file")
    .select("sha256")
    .where("id", "=", fileId as FileId)
    .executeTakeFirstOrThrow();
  await settleScan(target.system, sha256, { status: "infected", detail: "Commons.Test" });
  return { path: `/api/quarantine/${fileId}/release` };
};

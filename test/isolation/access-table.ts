import type { UnitId } from "../../server/ids.ts";
import { createApiKey } from "../../server/modules/identity/api-keys.ts";
import { createPosting } from "../../server/modules/identity/index.ts";
import { archiveResource } from "../../server/modules/resources/index.ts";
import { requestUnpacking } from "../../server/modules/resources/unpack-upload.ts";
import { createSavedSearch } from "../../server/modules/search/create-saved-search.ts";
import { QuestionReader } from "../../server/modules/search/question-reader.ts";
import { SavedQuestion } from "../../server/modules/search/saved-search-schema.ts";
import { createUnit, findUnit, type UnitRow } from "../../server/modules/units/index.ts";
import { seedTextbookNodes } from "../../server/modules/vocabulary/index.ts";
import { uploadText } from "../support/acting.ts";
import { password } from "../support/client.ts";
import { makeZip } from "../support/make-zip.ts";
import { personOf, unitOf } from "../support/world.ts";
import {
  onFile,
  onPictured,
  onQuarantined,
  onShared,
  onSharedWithDraft,
  type Row,
  shared,
} from "./aim-at-resources.ts";
import { bringingRows } from "./bringing-rows.ts";
import { collectionRows } from "./collection-rows.ts";
import { planAccessRows } from "./plan-access-rows.ts";
import { teachingRows } from "./teaching-rows.ts";
import { tusRows } from "./tus-rows.ts";

/** Those who call every endpoint, in the order of the statuses below. */
export const callers = [
  "anonymous",
  "signed-out",
  "expired",
  "outsider's key",
  "outsider",
  "other group's lead",
  "former colleague",
  "colleague",
  "campus lead",
  "author",
  "bureau administrator",
] as const;

const campusId = unitOf("sanxiao").id;
const groupId = unitOf("group1").id;
let count = 0;

const onUpload: Row["send"] = async ({ author }) => ({
  path: `/api/uploads/${await uploadText(author, campusId as UnitId, "素材.txt", "一段素材")}`,
});

/** A zip file of the author's, asked to be unpacked or not yet. */
const onArchive =
  (isAsked: boolean): Row["send"] =>
  async ({ author }) => {
    const archive = makeZip([{ name: "教案.txt", bytes: "一" }]);
    const id = await uploadText(author, campusId as UnitId, "备课.zip", archive);
    if (isAsked) await requestUnpacking(author, id);
    return { path: `/api/uploads/${id}/unpacking` };
  };

/** The target's own, made afresh for each call. */
const onSavedSearch =
  (below: string, body?: object): Row["send"] =>
  async ({ author }) => {
    const question = SavedQuestion.parse({ q: "圆明园" });
    await author.db.deleteFrom("saved_search").execute();
    const { id } = await createSavedSearch(author, new QuestionReader(), { question });
    return { path: `/api/saved-searches/${id}${below}`, ...(body ? { body } : {}) };
  };

const to = (path: string, body?: object): Row["send"] => {
  const sent = { path, ...(body ? { body } : {}) };
  return () => sent;
};

//                    anon out exp key ousd olead form coll lead auth admin
const readers = "     404 404 404 404 404 404 404 200 200 200 404";
const writers = "     401 401 401 404 404 404 404 403 403 200 404";
const leaders = "     401 401 401 404 404 404 404 403 200 200 404";
const makers = "      401 401 401 201 201 403 403 201 201 201 403";
const posters = "     401 401 401 403 404 404 404 403 201 403 201";
const everybody = "   200 200 200 200 200 200 200 200 200 200 200";
const signedIn = "    401 401 401 200 200 200 200 200 200 200 200";
const inPerson204 = " 401 401 401 403 204 204 204 204 204 204 204";

const ownOnly = (status: number) => `401 401 401 404 404 404 404 404 404 ${status} 404`;

const newPosting = { role: "teacher", fromOn: "2026-09-01" };

/** For every endpoint, what each caller is answered. An endpoint without a row here fails the suite. */
export const accessTable: Record<string, Row> = {
  "POST /api/session": {
    send: to("/api/session", { username: "sanxiao.teacher", password }),
    statuses: everybody,
    changesSession: true,
  },
  "DELETE /api/session": { send: to("/api/session"), statuses: inPerson204, changesSession: true },
  "DELETE /api/sessions": { send: to("/api/sessions"), statuses: inPerson204, changesSession: true },
  "GET /api/me": { send: to("/api/me"), statuses: signedIn },
  "PUT /api/me/password": {
    send: to("/api/me/password", { currentPassword: password, newPassword: password }),
    statuses: inPerson204,
    changesSession: true,
  },
  "GET /api/me/api-keys": {
    send: to("/api/me/api-keys"),
    statuses: "401 401 401 403 200 200 200 200 200 200 200",
  },
  "POST /api/me/api-keys": {
    send: to("/api/me/api-keys", { name: "备份脚本" }),
    statuses: "401 401 401 403 201 201 201 201 201 201 201",
  },
  "DELETE /api/me/api-keys/:id": {
    send: async ({ author }) => ({
      path: `/api/me/api-keys/${(await createApiKey(author, { name: "旧的", expiresInDays: 1 })).id}`,
    }),
    statuses: "401 401 401 403 404 404 404 404 404 204 404",
  },
  "GET /api/units": { send: to("/api/units"), statuses: signedIn },
  "POST /api/units": {
    send: to("/api/units", { parentId: groupId, kind: "campus", name: "新校区" }),
    statuses: "401 401 401 404 404 404 404 403 403 403 201",
  },
  "POST /api/units/:id/move": {
    send: async ({ system }) => {
      const campus = { parentId: groupId as UnitId, kind: "campus", name: "将要加入二集团的校区" } as const;
      const { id } = await createUnit(
        system,
        (await findUnit(system.db, groupId as UnitId)) as UnitRow,
        campus,
      );
      return { path: `/api/units/${id}/move`, body: { parentId: unitOf("group2").id } };
    },
    statuses: "401 401 401 404 404 404 404 404 404 404 200",
  },
  "POST /api/people": {
    send: () => {
      count += 1;
      const person = { name: "新教师", username: `new.teacher${count}`, password: "a-new-password" };
      return { path: "/api/people", body: { ...person, posting: { unitId: campusId, ...newPosting } } };
    },
    statuses: posters,
  },
  "GET /api/people/:id": {
    send: to(`/api/people/${personOf("sanxiao.math").id}`),
    statuses: "401 401 401 404 404 404 404 403 200 403 200",
  },
  "POST /api/postings": {
    send: to("/api/postings", { personId: personOf("sanxiao.math").id, unitId: campusId, ...newPosting }),
    statuses: posters,
  },
  "POST /api/postings/:id/end": {
    send: async ({ system }) => {
      const posting = { personId: personOf("sanxiao.math").id, unitId: campusId as UnitId };
      const { id } = await createPosting(system, { ...posting, role: "teacher", fromOn: "2026-09-01" });
      return { path: `/api/postings/${id}/end`, body: { untilOn: "2026-10-01" } };
    },
    statuses: "401 401 401 403 404 404 404 403 200 403 200",
  },
  "GET /api/vocabulary": { send: to("/api/vocabulary"), statuses: everybody },
  "GET /api/textbook-nodes": { send: to("/api/textbook-nodes"), statuses: everybody },
  "GET /api/textbook-nodes/:id/textbook": {
    send: to(`/api/textbook-nodes/${seedTextbookNodes[0]?.id}/textbook`),
    statuses: everybody,
  },
  "POST /api/guess-fields": {
    send: to("/api/guess-fields", { fileNames: ["三年级语文教案.docx"] }),
    statuses: signedIn,
  },
  ...bringingRows(signedIn),
  "POST /api/uploads": {
    send: () => ({ path: "/api/uploads", file: { name: "教案.txt", text: "同一份教案" } }),
    statuses: makers,
  },
  ...tusRows({ makers, ownOnly }),
  "POST /api/uploads/:id/unpacking": { send: onArchive(false), statuses: ownOnly(202) },
  "GET /api/uploads/:id/unpacking": { send: onArchive(true), statuses: ownOnly(200) },
  ...planAccessRows(signedIn),
  ...teachingRows(signedIn),
  ...collectionRows(signedIn),
  "GET /api/uploads": { send: to("/api/uploads"), statuses: signedIn },
  "GET /api/uploads/:id": { send: onUpload, statuses: "401 401 401 404 404 404 404 404 404 200 404" },
  "DELETE /api/uploads/:id": { send: onUpload, statuses: "401 401 401 404 404 404 404 404 404 204 404" },
  "GET /api/resources": { send: to("/api/resources"), statuses: everybody },
  "POST /api/resources": {
    send: to("/api/resources", { title: "新的一课", kind: "lesson-plan" }),
    statuses: makers,
  },
  "GET /api/resources/:id": { send: onShared(""), statuses: readers },
  "PATCH /api/resources/:id": { send: onShared("", { title: "改过的题目" }), statuses: writers },
  "DELETE /api/resources/:id/draft": { send: onSharedWithDraft("/draft"), statuses: writers },
  "POST /api/resources/:id/publish": {
    send: onSharedWithDraft("/publish", { sharedWith: groupId }),
    statuses: writers,
  },
  "PUT /api/resources/:id/sharing": {
    send: onShared("/sharing", { sharedWith: campusId }),
    statuses: leaders,
  },
  "POST /api/resources/:id/archive": { send: onShared("/archive"), statuses: leaders },
  "POST /api/resources/:id/unarchive": {
    send: async (target) => {
      const id = await shared(target);
      await archiveResource(target.author, id);
      return { path: `/api/resources/${id}/unarchive` };
    },
    statuses: "401 401 401 404 404 404 404 404 200 200 404",
  },
  "POST /api/resources/:id/adapt": {
    send: onShared("/adapt", {}),
    statuses: "401 401 401 404 404 404 404 201 201 201 404",
  },
  "GET /api/resources/:id/versions": { send: onShared("/versions"), statuses: readers },
  "GET /api/resources/:id/versions/:number": { send: onShared("/versions/1"), statuses: readers },
  "POST /api/resources/:id/versions/:number/restore": {
    send: onShared("/versions/1/restore"),
    statuses: writers,
  },
  "GET /api/resources/:id/duplicates": { send: onShared("/duplicates"), statuses: writers },
  "GET /api/resources/:id/lineage": { send: onShared("/lineage"), statuses: readers },
  "GET /api/resources/:id/files/:fileId": { send: onFile(""), statuses: readers },
  "GET /api/resources/:id/files/:fileId/passages": { send: onFile("/passages"), statuses: readers },
  "GET /api/resources/:id/files/:fileId/marked-passages": {
    send: onFile("/marked-passages?q=圆明园"),
    statuses: readers,
  },
  "GET /api/resources/:id/files/:fileId/marked-pages": {
    send: onPictured("/marked-pages?q=圆明园"),
    statuses: readers,
  },
  "GET /api/resources/:id/files/:fileId/preview": { send: onFile("/preview"), statuses: readers },
  "GET /api/resources/:id/files/:fileId/preview-events": {
    send: onPictured("/preview-events"),
    statuses: readers,
  },
  "GET /api/resources/:id/files/:fileId/preview/:page/:size": {
    send: onPictured("/preview/1/thumbnail"),
    statuses: readers,
  },
  "GET /api/resources/:id/bundle": { send: onShared("/bundle"), statuses: readers },
  "GET /api/search": { send: to("/api/search?q=圆明园"), statuses: everybody },
  "GET /api/search/synonyms": { send: to("/api/search/synonyms"), statuses: signedIn },
  "PUT /api/search/synonyms": {
    send: to("/api/search/synonyms", { groups: [{ words: ["教案", "教学设计"] }] }),
    statuses: "401 401 401 403 403 403 403 403 403 403 200",
  },
  "GET /api/search/suggest": { send: to("/api/search/suggest?q=圆明园"), statuses: everybody },
  "GET /api/resources/:id/similar": { send: onShared("/similar"), statuses: readers },
  "GET /api/quarantine": { send: to("/api/quarantine"), statuses: signedIn },
  "POST /api/quarantine/:fileId/release": {
    send: onQuarantined,
    statuses: "401 401 401 404 404 404 404 404 403 403 204",
  },
  "GET /api/sync/changes": { send: to("/api/sync/changes"), statuses: signedIn },
  "GET /api/saved-searches": { send: to("/api/saved-searches"), statuses: signedIn },
  "POST /api/saved-searches": {
    send: to("/api/saved-searches", { question: { q: "圆明园" } }),
    statuses: "401 401 401 201 201 201 201 201 201 201 201",
  },
  "PATCH /api/saved-searches/:id": {
    send: onSavedSearch("", { name: "换个名字" }),
    statuses: ownOnly(200),
  },
  "DELETE /api/saved-searches/:id": { send: onSavedSearch(""), statuses: ownOnly(204) },
  "POST /api/saved-searches/:id/visit": { send: onSavedSearch("/visit"), statuses: ownOnly(200) },
};

import { personOf, unitOf } from "../support/world.ts";

/** Things of one's own (三小校区's teacher), filled in when the world is made. */
export const own = { resource: "", file: "", other: "", otherFile: "", draft: "", upload: "" };

/** Things of another group's teacher and of a colleague, which that teacher may not see. */
export const foreign = {
  resource: "",
  file: "",
  private: "",
  privateFile: "",
  upload: "",
  unfinished: "",
  removedUpload: "",
  key: "",
  savedSearch: "",
};

export type Method = "get" | "post" | "put" | "patch" | "delete" | "head";
export interface Case {
  as?: string;
  what: string;
  /** Makes the request for an id: first the foreign one, then one that nothing has. */
  send: (id: string) => [Method, string, object?];
  ids: () => string[];
  status: number;
}

const resources = () => [foreign.resource, foreign.private];
const foreignFiles = () => [foreign.file, foreign.privateFile, own.otherFile];
/** Campuses that are not one's own: of another group, of the own, of another bureau. */
export const units = () => [unitOf("erxiao").id, unitOf("yixiao").id, unitOf("hongqi").id];
const uploads = () => [foreign.upload, foreign.removedUpload, foreign.unfinished];
export const base = (id: string) => `/api/resources/${id}`;
const newDraft = { title: "新的", kind: "lesson-plan" };
const posting = { role: "teacher", fromOn: "2026-09-01" };
const person = { name: "某人", username: "some.body", password: "a-long-password" };

const textsOfFiles = {
  text: "passages",
  "marked text": "marked-passages?q=a",
  "marked pages": "marked-pages?q=a",
};
const textCases = Object.entries(textsOfFiles).flatMap(([what, below]): Case[] => [
  {
    what: `own resource, foreign file's ${what}`,
    send: (id) => ["get", `${base(own.resource)}/files/${id}/${below}`],
    ids: foreignFiles,
    status: 404,
  },
  {
    what: `foreign resource, own file's ${what}`,
    send: (id) => ["get", `${base(id)}/files/${own.file}/${below}`],
    ids: resources,
    status: 404,
  },
]);

export const cases: Case[] = [
  ...textCases,
  {
    what: "own resource, foreign file",
    send: (id) => ["get", `${base(own.resource)}/files/${id}`],
    ids: foreignFiles,
    status: 404,
  },
  {
    what: "foreign resource, own file",
    send: (id) => ["get", `${base(id)}/files/${own.file}`],
    ids: resources,
    status: 404,
  },
  {
    what: "own resource, foreign file's preview",
    send: (id) => ["get", `${base(own.resource)}/files/${id}/preview`],
    ids: foreignFiles,
    status: 404,
  },
  {
    what: "own resource, foreign file's picture",
    send: (id) => ["get", `${base(own.resource)}/files/${id}/preview/1/view`],
    ids: foreignFiles,
    status: 404,
  },
  {
    what: "own resource, foreign file's preview events",
    send: (id) => ["get", `${base(own.resource)}/files/${id}/preview-events`],
    ids: foreignFiles,
    status: 404,
  },
  {
    what: "foreign resource, own file's picture",
    send: (id) => ["get", `${base(id)}/files/${own.file}/preview/1/view`],
    ids: resources,
    status: 404,
  },
  {
    what: "foreign resource's version",
    send: (id) => ["get", `${base(id)}/versions/1`],
    ids: resources,
    status: 404,
  },
  {
    what: "foreign resource's version in a bundle",
    send: (id) => ["get", `${base(id)}/bundle?version=1`],
    ids: resources,
    status: 404,
  },
  {
    what: "restoring a foreign resource's version",
    send: (id) => ["post", `${base(id)}/versions/1/restore`],
    ids: resources,
    status: 404,
  },
  {
    what: "asking how far a foreign upload is",
    send: (id) => ["head", `/api/uploads/tus/${id}`],
    ids: uploads,
    status: 404,
  },
  {
    what: "going on with a foreign upload",
    send: (id) => ["patch", `/api/uploads/tus/${id}`],
    ids: uploads,
    status: 404,
  },
  {
    what: "ending a foreign upload",
    send: (id) => ["delete", `/api/uploads/tus/${id}`],
    ids: uploads,
    status: 404,
  },
  {
    what: "own draft, foreign upload",
    send: (id) => ["patch", base(own.draft), { files: [{ uploadId: id }] }],
    ids: uploads,
    status: 400,
  },
  {
    what: "own draft, own and foreign upload",
    send: (id) => ["patch", base(own.draft), { files: [{ uploadId: own.upload }, { uploadId: id }] }],
    ids: uploads,
    status: 400,
  },
  {
    what: "own draft, a file as if it were an upload",
    send: (id) => ["patch", base(own.draft), { files: [{ uploadId: id }] }],
    ids: () => [own.file, foreign.file],
    status: 400,
  },
  {
    what: "own draft, another resource's file",
    send: (id) => ["patch", base(own.draft), { files: [{ fileId: id }] }],
    ids: () => [...foreignFiles(), foreign.upload],
    status: 400,
  },
  {
    what: "foreign draft, own upload",
    send: (id) => ["patch", base(id), { files: [{ uploadId: own.upload }] }],
    ids: resources,
    status: 404,
  },
  {
    what: "new draft, foreign upload",
    send: (id) => ["post", "/api/resources", { ...newDraft, files: [{ uploadId: id }] }],
    ids: uploads,
    status: 400,
  },
  {
    what: "new draft, another's file",
    send: (id) => ["post", "/api/resources", { ...newDraft, files: [{ fileId: id }] }],
    ids: foreignFiles,
    status: 400,
  },
  {
    what: "new draft at another campus",
    send: (id) => ["post", "/api/resources", { ...newDraft, campusId: id }],
    ids: units,
    status: 404,
  },
  {
    what: "adapting own to another campus",
    send: (id) => ["post", `${base(own.resource)}/adapt`, { campusId: id }],
    ids: units,
    status: 404,
  },
  {
    what: "adapting a foreign resource to the own campus",
    send: (id) => ["post", `${base(id)}/adapt`, { campusId: unitOf("sanxiao").id }],
    ids: resources,
    status: 404,
  },
  {
    what: "publishing own to a unit off its line",
    send: (id) => ["post", `${base(own.draft)}/publish`, { sharedWith: id }],
    ids: () => [unitOf("group2").id, ...units()],
    status: 400,
  },
  {
    what: "sharing own with a unit off its line",
    send: (id) => ["put", `${base(own.resource)}/sharing`, { sharedWith: id }],
    ids: () => [unitOf("group2").id, ...units()],
    status: 400,
  },
  {
    what: "sharing a foreign resource with the own group",
    send: (id) => ["put", `${base(id)}/sharing`, { sharedWith: unitOf("group1").id }],
    ids: resources,
    status: 404,
  },
  { what: "another's upload", send: (id) => ["get", `/api/uploads/${id}`], ids: uploads, status: 404 },
  {
    what: "forgetting another's upload",
    send: (id) => ["delete", `/api/uploads/${id}`],
    ids: uploads,
    status: 404,
  },
  {
    what: "resources alike to a foreign one",
    send: (id) => ["get", `${base(id)}/similar`],
    ids: resources,
    status: 404,
  },
  {
    what: "foreign duplicates",
    send: (id) => ["get", `${base(id)}/duplicates`],
    ids: resources,
    status: 404,
  },
  {
    what: "renaming another's saved search",
    send: (id) => ["patch", `/api/saved-searches/${id}`, { name: "改名" }],
    ids: () => [foreign.savedSearch],
    status: 404,
  },
  {
    what: "visiting another's saved search",
    send: (id) => ["post", `/api/saved-searches/${id}/visit`],
    ids: () => [foreign.savedSearch],
    status: 404,
  },
  {
    what: "removing another's saved search",
    send: (id) => ["delete", `/api/saved-searches/${id}`],
    ids: () => [foreign.savedSearch],
    status: 404,
  },
  {
    what: "removing another's key",
    send: (id) => ["delete", `/api/me/api-keys/${id}`],
    ids: () => [foreign.key],
    status: 404,
  },
  {
    as: "group1.lead",
    what: "own person, foreign unit",
    send: (id) => [
      "post",
      "/api/postings",
      { ...posting, personId: personOf("sanxiao.math").id, unitId: id },
    ],
    ids: () => [unitOf("erxiao").id],
    status: 404,
  },
  {
    as: "group1.lead",
    what: "foreign person, own unit",
    send: (id) => ["post", "/api/postings", { ...posting, personId: id, unitId: unitOf("sanxiao").id }],
    ids: () => [personOf("erxiao.teacher").id],
    status: 404,
  },
  {
    as: "sanxiao.lead",
    what: "ending a foreign posting",
    send: (id) => ["post", `/api/postings/${id}/end`, { untilOn: "2026-12-31" }],
    ids: () => [personOf("erxiao.teacher").postings[0]?.id as string],
    status: 404,
  },
  {
    as: "group1.lead",
    what: "a person at a foreign unit",
    send: (id) => ["post", "/api/people", { ...person, posting: { ...posting, unitId: id } }],
    ids: () => [unitOf("erxiao").id],
    status: 404,
  },
];

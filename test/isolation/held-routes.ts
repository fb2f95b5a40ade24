import { listEndpoints } from "../../server/app.ts";
import { accessTable } from "./access-table.ts";

const reads = listEndpoints()
  .filter(({ method }) => method === "get")
  .map(({ path }) => ({
    key: `GET ${path}`,
    pattern: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/:\w+/g, "[^/]+")}$`),
  }));

/** Read routes that have answered somebody in a world. */
const held = new Set<string>();

/** A route that only ever refuses shows nothing: it does not count as held. */
export const noteRead = (address: string, status: number): void => {
  if (status !== 200) return;
  const { pathname } = new URL(address);
  const route = reads.find(({ pattern }) => pattern.test(pathname));
  if (route) held.add(route.key);
};

/** Read routes of the access table that the random worlds do not hold against the model, each with the reason. */
const exceptions: Record<string, string> = {
  "GET /api/me": "names nobody but the caller; test/identity/dated-postings",
  "GET /api/me/api-keys": "the caller's own; test/identity/api-keys",
  "GET /api/calendar-feeds": "the caller's own; what a feed's address shows is held",
  "GET /api/vocabulary": "the same for everybody",
  "GET /api/textbook-nodes": "the same for everybody",
  "GET /api/textbook-nodes/:id/textbook": "a table of contents, the same for everybody",
  "GET /api/search/synonyms": "the same for everybody who is signed in",
  "GET /api/import-manifest": "an empty form",
  "GET /api/uploads/:id/unpacking":
    "the caller's own, and no world sends zip files; access-matrix and two-ids",
  "GET /api/quarantine": "no world has malware in it; test/resources/release-quarantined",
  "GET /api/plans/:id/events": "a stream without an end; test/plans/plan-events",
  "GET /api/resources/:id/files/:fileId/preview-events": "a stream; access-matrix and test/previews",
};

/** Those of the access table that are neither held nor excepted, and exceptions that are none. */
export const readsNotHeld = () => {
  const readable = Object.keys(accessTable).filter((key) => key.startsWith("GET "));
  return {
    forgotten: readable.filter((key) => !held.has(key) && !(key in exceptions)),
    needless: Object.keys(exceptions).filter((key) => held.has(key) || !readable.includes(key)),
  };
};

import type { Express } from "express";
import supertest from "supertest";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "../../server/actor.ts";
import { createApp, listEndpoints } from "../../server/app.ts";
import { asActor } from "../../server/context.ts";
import { newId, type PersonId } from "../../server/ids.ts";
import {
  insertPasswordCredential,
  insertPerson,
  insertPosting,
} from "../../server/modules/identity/index.ts";
import { actingAs, openSession } from "../support/acting.ts";
import { type Client, password, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf, unitOf } from "../support/world.ts";
import { accessTable, callers } from "./access-table.ts";
import type { Row, Target } from "./aim-at-resources.ts";

/** Routes that are no endpoints: they say nothing of anybody's things. */
const openRoutes = [
  "GET /healthz",
  "GET /readyz",
  "GET /metrics",
  "GET /api/openapi.json",
  "GET /api/docs",
  "GET /api/docs/start.js",
  "GET /api/docs/swagger-ui.css",
  "GET /api/docs/swagger-ui-bundle.js",
  // The web client's page, under every address outside /api.
  "GET /^\\/(?!api(\\/|$)).*/",
];

/** What runs for every request, in order; only the built client's own files and the two ends answer anything. */
const openMiddleware = [
  "count", // the right of way
  "result", // the request log
  "measure",
  "helmetMiddleware",
  "compression", // of the client's files only: mounted after the endpoints
  "serveStatic",
  "notFoundHandler",
  "<anonymous>", // the error handler
];

interface Layer {
  name: string;
  route?: { path: string | RegExp; methods: Record<string, boolean> };
}

type Caller = (typeof callers)[number];

/** Whom each caller signs in as; the others carry a cookie or a key of their own. */
const usernames: Partial<Record<Caller, string>> = {
  outsider: "erxiao.teacher",
  "other group's lead": "group2.lead",
  "former colleague": "sanxiao.left",
  colleague: "yixiao.teacher",
  "campus lead": "sanxiao.lead",
  author: "sanxiao.teacher",
  "bureau administrator": "xinping.admin",
};

let system: TestSystem;
let target: Target;
const clients = new Map<Caller, () => Promise<Client> | Client>();

const withHeader = (name: string, value: string) => () => supertest.agent(system.server).set(name, value);

const addFormerColleague = async (): Promise<void> => {
  const { ctx } = system;
  const id = newId() as PersonId;
  const yesterday = new Date(Date.now() - 24 * 3600_000).toISOString().slice(0, 10);
  await insertPerson(ctx.db, { id, name: "三小校区 前教师", username: "sanxiao.left" });
  const hash = await (await ctx.auth.$context).password.hash(password);
  await insertPasswordCredential(ctx.db, newId(), id, hash);
  const posting = { unitId: unitOf("sanxiao").id, role: "teacher", fromOn: "2020-09-01" } as const;
  await insertPosting(ctx.db, { id: newId(), personId: id, ...posting, untilOn: yesterday });
};

beforeAll(async () => {
  // A clock that stands at noon, so that "yesterday" is the same day for schools and for UTC.
  system = await startTestSystem();
  const noon = new Date();
  noon.setUTCHours(4, 0, 0, 0);
  system.clock.set(noon);
  await seedPeople(system);
  await addFormerColleague();
  target = {
    author: await actingAs(system, personOf("sanxiao.teacher").id),
    system: asActor(system.ctx, systemActor),
  };
  clients.set("anonymous", () => supertest.agent(system.server));
  const left = supertest.agent(system.server);
  const entered = await left.post("/api/session").send({ username: "yixiao.math", password }).expect(200);
  const cookie = String(entered.headers["set-cookie"]).split(";")[0] as string;
  await left.delete("/api/session").expect(204);
  clients.set("signed-out", withHeader("Cookie", cookie));
  const expired = await openSession(system, personOf("yixiao.math").id, new Date(noon.getTime() - 1));
  clients.set("expired", withHeader("Cookie", expired));
  const outsider = await signedIn(system, "erxiao.math");
  const { key } = (await outsider.post("/api/me/api-keys").send({ name: "程序" }).expect(201)).body;
  clients.set("outsider's key", withHeader("X-Api-Key", key));
  for (const [caller, username] of Object.entries(usernames)) {
    const client = await signedIn(system, username);
    clients.set(caller as Caller, () => client);
  }
});
afterAll(() => system.stop());

const clientOf = async (caller: Caller, row: Row): Promise<Client> => {
  const username = usernames[caller];
  if (row.changesSession && username) return signedIn(system, username);
  return (clients.get(caller) as () => Promise<Client> | Client)();
};

const endpointKeys = listEndpoints().map(({ method, path }) => `${method.toUpperCase()} ${path}`);

describe("every route", () => {
  const routesOf = (app: Express) => {
    const layers = (app as unknown as { router: { stack: Layer[] } }).router.stack;
    const routes = layers.flatMap(({ route }) => route ?? []);
    const one = routes.filter(({ methods }) => !methods._all);
    const all = routes.filter(({ methods }) => methods._all);
    return {
      routes: one.map(({ path, methods }) => `${Object.keys(methods)[0]?.toUpperCase()} ${path}`),
      refusing: all.map(({ path }) => path),
      middleware: layers.filter(({ route }) => !route).map(({ name }) => name),
    };
  };

  test("that Express has mounted is an endpoint with a declared access, or on the short list", () => {
    const { routes, refusing, middleware } = routesOf(createApp(system.ctx));
    expect([...routes].sort()).toEqual([...endpointKeys, ...openRoutes].sort());
    // After them, what says which methods an address takes.
    expect([...refusing].sort()).toEqual([...new Set(listEndpoints().map(({ path }) => path))].sort());
    // A router mounted beside the list would show up here.
    expect(middleware).toEqual(openMiddleware);
  });

  test("states who may call it and what it does", () => {
    for (const { access, path } of listEndpoints()) {
      expect(["anyone", "signed-in"], path).toContain(access.who);
      expect(access.action, path).toMatch(/^[a-z-]+\.[a-z-]+$/);
    }
  });

  test("has a row in the table of who is answered what, and no row is left over", () => {
    expect(Object.keys(accessTable).sort()).toEqual([...endpointKeys].sort());
  });
});

describe("each caller is answered as the table says", () => {
  const inOrder = Object.entries(accessTable).sort(
    ([, a], [, b]) => Number(a.changesSession ?? false) - Number(b.changesSession ?? false),
  );
  test.each(inOrder)("%s", async (key, row) => {
    const isRead = key.startsWith("GET ");
    const once = isRead ? await row.send(target) : null;
    const [method] = key.split(" ") as ["GET"];
    const expected = row.statuses.trim().split(/\s+/).map(Number);
    expect(expected.length).toBe(callers.length);
    const answered: Record<string, number> = {};
    for (const caller of callers) {
      const { path, body, file, headers = {}, text } = once ?? (await row.send(target));
      const client = await clientOf(caller, row);
      const request = client[method.toLowerCase() as "get"](encodeURI(path)).set(headers);
      if (file) request.attach("file", Buffer.from(file.text), file.name);
      answered[caller] = (await ((text ?? body) ? request.send(text ?? body) : request)).status;
    }
    expect(answered).toEqual(Object.fromEntries(callers.map((caller, index) => [caller, expected[index]])));
  });
});

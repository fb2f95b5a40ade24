import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listEndpoints } from "../../server/app.ts";
import type { Endpoint } from "../../server/http/endpoint.ts";
import { describeApi } from "../../server/http/openapi.ts";
import { password, publish, seedPeople, signedIn, uploadFile } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf, unitOf } from "../support/world.ts";
import { cookieOf } from "../uploads/form.ts";

type Json = Record<string, unknown>;

let system: TestSystem;
let cookie: string;
let ids: string[];
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  const teacher = await signedIn(system, "sanxiao.teacher");
  const resource = await publish(teacher, unitOf("group1").id);
  ids = [
    resource.id,
    resource.files[0].id,
    await uploadFile(teacher, "一.txt", Buffer.from("一")),
    unitOf("group1").id,
    unitOf("sanxiao").id,
    personOf("sanxiao.math").id,
    "00000000-0000-4000-8000-000000000000",
  ];
  cookie = await cookieOf(system, "sanxiao.teacher", password);
});
afterAll(() => system.stop());

const { paths, components } = describeApi(listEndpoints(), "0") as {
  paths: Record<
    string,
    Record<string, { parameters: { name: string; in: string }[]; requestBody?: { content: Json } }>
  >;
  components: { schemas: Record<string, Json> };
};

const strange = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ maxLength: 300 }),
  fc.constantFrom(
    "\u0000",
    "\ud800",
    "",
    "教".repeat(200),
    "-1",
    "1e400",
    "null",
    "%",
    "2026-02-30",
    "2026-09-01",
  ),
);
const anId = fc.nat().map((index) => ids[index % ids.length] as string);
const word = fc.oneof(
  strange,
  anId,
  fc.constantFrom("private", "public", "lesson-plan", "teacher", "3", "一"),
);
const scalar = fc.oneof(word, fc.double(), fc.integer(), fc.boolean(), fc.constant(null));

/** The names of a body's fields, from its description, so that values get as far as the code behind the shapes. */
const fieldNames = (schema: Json | undefined): string[] => {
  if (!schema) return [];
  const named =
    typeof schema.$ref === "string" ? components.schemas[schema.$ref.split("/").at(-1) ?? ""] : schema;
  return Object.keys((named?.properties as Json | undefined) ?? {});
};
const inner = ["id", "uploadId", "fileId", "name", "unitId", "role", "fromOn", "untilOn", "__proto__"];
const anObject = (names: string[], values: fc.Arbitrary<unknown>) =>
  fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 8 })), values, { maxKeys: 8 });
const value = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 5 }),
  anObject(inner, scalar),
  fc.array(anObject(inner, scalar), { maxLength: 3 }),
);

const operationOf = (spec: Endpoint) => paths[spec.path.replace(/:(\w+)/g, "{$1}")]?.[spec.method];
interface MadeRequest {
  path: string[];
  query: [name: string, text: string][];
  body: unknown;
  ifMatch: string | undefined;
  key: string | undefined;
}
const requestsFor = (spec: Endpoint): fc.Arbitrary<MadeRequest> => {
  const operation = operationOf(spec);
  const body = operation?.requestBody?.content["application/json"] as { schema: Json } | undefined;
  const names = ["x", ...fieldNames(body?.schema)];
  const queryNames = [
    "x",
    ...(operation?.parameters ?? []).filter((one) => one.in === "query").map((one) => one.name),
  ];
  return fc.record({
    path: fc.array(fc.oneof(anId, strange), { minLength: 3, maxLength: 3 }),
    query: fc.array(fc.tuple(fc.constantFrom(...queryNames), word), { maxLength: 4 }),
    body: fc.oneof(
      { weight: 4, arbitrary: anObject(names, value) },
      { weight: 1, arbitrary: fc.jsonValue() },
    ),
    ifMatch: fc.option(fc.constantFrom('"1"', "*", '"0"', "x"), { nil: undefined, freq: 4 }),
    key: fc.option(fc.constantFrom("k1", "k2"), { nil: undefined, freq: 4 }),
  });
};

const encode = (text: string) => encodeURIComponent(text.toWellFormed()).replaceAll(".", "%2E") || "%20";

const send = async (spec: Endpoint, made: MadeRequest) => {
  let place = 0;
  const route = spec.path.replace(/:\w+/g, () => encode(made.path[place++] ?? ""));
  const query = made.query.map(([name, text]) => `${encode(name)}=${encode(text)}`).join("&");
  const headers: Record<string, string> = { Cookie: cookie };
  if (spec.body) headers["Content-Type"] = "application/json";
  if (made.ifMatch) headers["If-Match"] = made.ifMatch;
  if (made.key) headers["Idempotency-Key"] = made.key;
  return fetch(`${system.address}${route}${query ? `?${query}` : ""}`, {
    method: spec.method.toUpperCase(),
    headers,
    ...(spec.body ? { body: JSON.stringify(made.body) } : {}),
    redirect: "manual",
  });
};

// Signing out would end the fuzzing; guessing passwords only meets the rate limit.
const left = new Set(["/api/session", "/api/sessions"]);
const endpoints = listEndpoints().filter((spec) => !left.has(spec.path));

describe("whatever a signed-in teacher sends", () => {
  test.each(endpoints.map((spec) => [spec.method, spec.path, spec] as const))(
    "is answered or refused, never a failure: %s %s",
    async (_method, _path, spec) => {
      await fc.assert(
        fc.asyncProperty(requestsFor(spec), async (made) => {
          const reply = await send(spec, made);
          // Streams of events go on for as long as they like.
          const isStream = reply.headers.get("content-type")?.startsWith("text/event-stream");
          const text = isStream ? "" : await reply.text();
          if (isStream) await reply.body?.cancel();
          expect(reply.status, `${JSON.stringify(made)} → ${text}`).toBeLessThan(500);
          if (reply.status >= 400) expect(reply.headers.get("content-type")).toBe("application/problem+json");
        }),
        { numRuns: 60 },
      );
    },
  );

  test("leaves the session, the shared resource and the campus as they were", async () => {
    const reply = await fetch(`${system.address}/api/me`, { headers: { Cookie: cookie } });
    expect(await reply.json()).toMatchObject({
      username: "sanxiao.teacher",
      campuses: [{ name: "三小校区" }],
    });
  });
});

import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateApiTypes } from "../../scripts/generate-api-types.ts";
import { listEndpoints } from "../../server/app.ts";
import { anonymous } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

type Json = Record<string, unknown>;
interface Operation {
  operationId: string;
  summary: string;
  "x-action": string;
  parameters: { name: string; in: string; required: boolean; schema: Json }[];
  responses: Record<string, { description: string; content?: Json }>;
  requestBody?: { content: Json };
}

let system: TestSystem;
let api: Json & {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> };
};
beforeAll(async () => {
  system = await startTestSystem();
  api = (await anonymous(system).get("/api/openapi.json").expect(200)).body;
});
afterAll(() => system.stop());

const walk = (node: unknown, visit: (node: Json, at: string) => void, at = "#"): void => {
  if (node === null || typeof node !== "object") return;
  if (!Array.isArray(node)) visit(node as Json, at);
  for (const [key, value] of Object.entries(node)) walk(value, visit, `${at}/${key}`);
};
const operations = () =>
  Object.entries(api.paths).flatMap(([route, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ route, method, operation })),
  );

describe("the API's description", () => {
  test("is OpenAPI 3.1 and names every endpoint with its access", () => {
    expect(api.openapi).toMatch(/^3\.1\./);
    expect(api.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    const described = operations().map(
      ({ route, method, operation }) => `${method} ${route} ${operation["x-action"]}`,
    );
    const mounted = listEndpoints().map(
      (spec) => `${spec.method} ${spec.path.replace(/:(\w+)/g, "{$1}")} ${spec.access.action}`,
    );
    expect(described.sort()).toEqual(mounted.sort());
  });

  test("tells which changes heed a revision, what they answer to an old one, and where nothing may be left to see", () => {
    const heeding = operations().filter(({ operation }) =>
      operation.parameters.some(({ name }) => name === "If-Match"),
    );
    expect(heeding.map(({ route, method }) => `${method} ${route}`).sort()).toEqual([
      "delete /api/collections/{id}",
      "delete /api/collections/{id}/entries/{resourceId}",
      "delete /api/collections/{id}/sections/{sectionId}",
      "delete /api/resources/{id}/draft",
      "patch /api/collections/{id}",
      "patch /api/collections/{id}/sections/{sectionId}",
      "patch /api/plans/{id}",
      "patch /api/plans/{id}/rows/{rowId}",
      "patch /api/resources/{id}",
      "post /api/collections/{id}/restore",
      "post /api/collections/{id}/sections",
      "post /api/plans/{id}/archive",
      "post /api/plans/{id}/publish",
      "post /api/plans/{id}/pull",
      "post /api/plans/{id}/rows/{rowId}/drop",
      "post /api/plans/{id}/unarchive",
      "post /api/plans/{id}/undo-pull",
      "post /api/resources/{id}/archive",
      "post /api/resources/{id}/publish",
      "post /api/resources/{id}/unarchive",
      "post /api/resources/{id}/versions/{number}/restore",
      "put /api/collections/{id}/entries/{resourceId}",
      "put /api/collections/{id}/state",
      "put /api/plans/{id}/pin",
      "put /api/resources/{id}/sharing",
      "put /api/search/synonyms",
      "put /api/taught-classes/{id}/rows/{rowId}/note",
      "put /api/units/{id}/calendars/{term}",
      "put /api/units/{id}/holidays/{year}",
      "put /api/units/{id}/period-rules",
    ]);
    for (const { route, operation } of operations())
      expect("412" in operation.responses, route).toBe(
        operation.parameters.some(({ name }) => name === "If-Match"),
      );
    for (const route of ["/api/resources/{id}/sharing", "/api/resources/{id}/archive"])
      for (const operation of Object.values(api.paths[route] ?? {}))
        expect(Object.keys(operation.responses), route).toContain("204");
  });

  test("tells which creating calls take an Idempotency-Key", () => {
    const taking = operations().filter(({ operation }) =>
      operation.parameters.some(({ name }) => name === "Idempotency-Key"),
    );
    expect(taking.map(({ route, method }) => `${method} ${route}`).sort()).toEqual([
      "post /api/calendar-feeds",
      "post /api/collections",
      "post /api/me/api-keys",
      "post /api/people",
      "post /api/plans",
      "post /api/plans/{id}/adopt",
      "post /api/plans/{id}/roll-forward",
      "post /api/plans/{id}/rows",
      "post /api/postings",
      "post /api/resources",
      "post /api/resources/{id}/adapt",
      "post /api/resources/{id}/publish",
      "post /api/resources/{id}/versions/{number}/restore",
      "post /api/saved-searches",
      "post /api/taught-classes",
      "post /api/units",
      "post /api/uploads",
    ]);
  });

  test("gives a parameter for each place in a path, and no two of one name", () => {
    for (const { route, operation } of operations()) {
      const places = [...route.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const inPath = operation.parameters.filter((parameter) => parameter.in === "path");
      expect(inPath.map((parameter) => parameter.name).sort(), route).toEqual(places.sort());
      expect(inPath.every((parameter) => parameter.required)).toBe(true);
      const names = operation.parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
      expect(new Set(names).size, route).toBe(names.length);
      for (const parameter of operation.parameters) expect(parameter.schema).toBeTypeOf("object");
    }
  });

  test("gives every operation a name of its own, a summary, a success and a problem", () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operation } of operations()) {
      expect(operation.summary).not.toBe("");
      expect(Object.keys(operation.responses).some((status) => /^2\d\d$/.test(status))).toBe(true);
      expect(operation.responses.default?.content).toHaveProperty(["application/problem+json"]);
      for (const response of Object.values(operation.responses))
        expect(response.description).toBeTypeOf("string");
    }
  });

  test("refers only to what is in it, and repeats no dialect or id inside", () => {
    walk(api, (node, at) => {
      expect(node, at).not.toHaveProperty("$defs");
      expect(node, at).not.toHaveProperty("$schema");
      const reference = node.$ref;
      if (typeof reference !== "string") return;
      expect(reference).toMatch(/^#\/components\/schemas\/\w+$/);
      expect(api.components.schemas, at).toHaveProperty([reference.split("/").at(-1) as string]);
    });
  });

  test("speaks JSON Schema: types, enums, required and properties as the standard has them", () => {
    const types = ["string", "number", "integer", "boolean", "object", "array", "null"];
    walk(api.components.schemas, (node, at) => {
      const isPropertyMap = /\/properties$/.test(at) || at === "#";
      if (isPropertyMap) return;
      if (typeof node.type === "string") expect(types, at).toContain(node.type);
      if (node.required !== undefined && node.properties !== undefined)
        for (const name of node.required as string[]) expect(node.properties, at).toHaveProperty([name]);
      if (node.enum !== undefined) expect((node.enum as unknown[]).length, at).toBeGreaterThan(0);
      if (typeof node.pattern === "string")
        expect(() => new RegExp(node.pattern as string, "u"), at).not.toThrow();
    });
  });

  test("leaves no room in any body for a field that it does not name", () => {
    const bodies = operations().flatMap(({ route, method, operation }) => {
      const json = operation.requestBody?.content["application/json"] as { schema: Json } | undefined;
      return json ? [{ at: `${method} ${route}`, schema: json.schema }] : [];
    });
    expect(bodies.length).toBeGreaterThan(20);
    const seen = new Set<string>();
    const requireStrict = (schema: unknown, at: string): void =>
      walk(schema, (node) => {
        if (node.properties && node.type === "object") expect(node.additionalProperties, at).toBe(false);
        const name =
          String(node.$ref ?? "")
            .split("/")
            .at(-1) ?? "";
        if (name === "" || seen.has(name)) return;
        seen.add(name);
        requireStrict(api.components.schemas[name], `${at} ${name}`);
      });
    for (const { at, schema } of bodies) requireStrict(schema, at);
    expect(seen.size).toBeGreaterThan(5);
  });

  test("is what the web client's types were generated from", async () => {
    const file = path.resolve(import.meta.dirname, "../../web/api/types.ts");
    expect(await readFile(file, "utf8")).toBe(await generateApiTypes());
  });
});

describe("the description for people", () => {
  test("is served whole from here", async () => {
    const page = await anonymous(system).get("/api/docs").expect(200);
    expect(page.headers["content-type"]).toMatch("text/html");
    expect(page.text).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(page.headers["content-security-policy"]).toContain("default-src 'self'");
    const parts = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] as string);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) await anonymous(system).get(part).expect(200);
  });
});

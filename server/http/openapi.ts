import { z } from "zod";
import type { Endpoint } from "./endpoint.ts";
import { Problem } from "./shapes.ts";

type Json = Record<string, unknown>;

const toOpenApiPath = (path: string): string => path.replace(/:([A-Za-z]+)/g, "{$1}");

/** Collects named shapes as components while turning zod shapes into JSON Schema 2020-12, which OpenAPI 3.1 speaks. */
const schemaWriter = () => {
  const components: Record<string, Json> = {};
  const rewrite = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(rewrite);
    if (node === null || typeof node !== "object") return node;
    const { $defs, $schema: _schema, ...rest } = node as Json & { $defs?: Record<string, Json> };
    for (const [name, definition] of Object.entries($defs ?? {}))
      components[name] ??= rewrite(definition) as Json;
    const entries = Object.entries(rest).map(([key, value]) =>
      key === "$ref" && typeof value === "string"
        ? [key, value.replace("#/$defs/", "#/components/schemas/")]
        : [key, rewrite(value)],
    );
    // A shape's own `id` is its name, a text; a property that is called "id" is a shape and stays.
    return Object.fromEntries(entries.filter(([key, value]) => key !== "id" || typeof value !== "string"));
  };
  const write = (shape: z.ZodType, io: "input" | "output"): Json => {
    const schema = rewrite(z.toJSONSchema(shape, { io, unrepresentable: "any", reused: "inline" })) as Json;
    const name = shape.meta()?.id;
    if (!name) return schema;
    components[name] ??= schema;
    return { $ref: `#/components/schemas/${name}` };
  };
  return { components, write };
};

const parametersOf = (
  shape: z.ZodType | undefined,
  place: "path" | "query",
  write: (s: z.ZodType, io: "input") => Json,
): Json[] => {
  if (!shape) return [];
  const schema = write(shape, "input") as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || (schema.required ?? []).includes(name),
    schema: property,
  }));
};

const multipartBody = {
  "multipart/form-data": {
    schema: {
      type: "object",
      properties: { file: { type: "string", format: "binary" } },
      required: ["file"],
    },
  },
};

const ifMatchHeader = {
  name: "If-Match",
  in: "header",
  required: false,
  description: "The ETag of what is to be changed: nothing is changed where it is another one by now.",
  schema: { type: "string" },
};

const ifNoneMatchHeader = {
  name: "If-None-Match",
  in: "header",
  required: false,
  description: "The ETag of the reply that the caller has: 304 where it would be the same.",
  schema: { type: "string" },
};

/** The OpenAPI 3.1 document of the endpoints: the one contract, from the same shapes that check requests. */
export const describeApi = (endpoints: readonly Endpoint[], version: string): Json => {
  const { components, write } = schemaWriter();
  const problem = { "application/problem+json": { schema: write(Problem, "output") } };
  const paths: Record<string, Json> = {};
  for (const spec of endpoints) {
    const status = spec.status ?? (spec.reply || spec.sends === "bytes" ? 200 : 204);
    const content = spec.reply
      ? { "application/json": { schema: write(spec.reply, "output") } }
      : spec.sends === "bytes"
        ? { "application/octet-stream": {} }
        : undefined;
    const body =
      spec.accepts === "multipart"
        ? multipartBody
        : spec.accepts === "bytes"
          ? { "application/offset+octet-stream": {} }
          : spec.body && { "application/json": { schema: write(spec.body, "input") } };
    const path = toOpenApiPath(spec.path);
    paths[path] ??= {};
    paths[path][spec.method] = {
      operationId: `${spec.method}${path.replace(/[^A-Za-z]+(.)?/g, (_all, next?: string) => (next ?? "").toUpperCase())}`,
      summary: spec.summary,
      tags: [spec.access.action.split(".")[0]],
      "x-action": spec.access.action,
      security:
        spec.access.who === "anyone"
          ? [{}, { session: [] }, { apiKey: [] }]
          : [{ session: [] }, { apiKey: [] }],
      parameters: [
        ...parametersOf(spec.params, "path", write),
        ...parametersOf(spec.query, "query", write),
        ...Object.entries(spec.headers ?? {}).map(([name, description]) => ({
          name,
          in: "header",
          required: false,
          description,
          schema: { type: "string" },
        })),
        ...(spec.hasRevision ? [ifMatchHeader] : []),
        ...(spec.isConditional ? [ifNoneMatchHeader] : []),
        ...(spec.replay
          ? [{ name: "Idempotency-Key", in: "header", required: false, schema: { type: "string" } }]
          : []),
      ],
      ...(body ? { requestBody: { required: true, content: body } } : {}),
      responses: {
        [status]: { description: "Success", ...(content ? { content } : {}) },
        ...(spec.mayBeEmpty ? { 204: { description: "Done; the caller may no longer see it" } } : {}),
        ...(spec.isConditional ? { 304: { description: "The caller has this reply already" } } : {}),
        ...(spec.hasRevision
          ? { 412: { description: "It has changed since that revision", content: problem } }
          : {}),
        default: { description: "A problem", content: problem },
      },
    };
  }
  return {
    openapi: "3.1.0",
    info: { title: "campus-commons", version, description: "集团教学资源共享库" },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "campus-commons.session_token" },
        apiKey: { type: "apiKey", in: "header", name: "X-Api-Key" },
      },
    },
  };
};

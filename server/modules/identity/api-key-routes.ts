import { z } from "zod";
import { refuseSecondTelling } from "../../db/idempotency.ts";
import { type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { createApiKey, listOwnApiKeys, removeApiKey } from "./api-keys.ts";
import { ApiKey, CreatedApiKey, NewApiKey } from "./schema.ts";

export const apiKeyEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/me/api-keys",
    summary: "The own API keys",
    access: signedIn("api-key.list"),
    reply: z.object({ items: z.array(ApiKey) }),
    handle: async (ctx) => ({ items: await listOwnApiKeys(ctx) }),
  }),
  endpoint({
    method: "post",
    path: "/api/me/api-keys",
    summary: "Make an API key for a program; it may do what its owner may",
    access: signedIn("api-key.create"),
    body: NewApiKey,
    reply: CreatedApiKey,
    status: 201,
    replay: refuseSecondTelling,
    handle: (ctx, { body }) => createApiKey(ctx, body),
  }),
  endpoint({
    method: "delete",
    path: "/api/me/api-keys/:id",
    summary: "Revoke an API key",
    access: signedIn("api-key.remove"),
    params: z.object({ id: z.uuid() }),
    handle: (ctx, { params }) => removeApiKey(ctx, params.id),
  }),
];

import type { z } from "zod";
import type { Context } from "../../context.ts";
import { NotFound, Unauthenticated } from "../../errors.ts";
import type { PersonId } from "../../ids.ts";
import { appendEvent } from "../events/index.ts";
import type { ApiKey, CreatedApiKey } from "./schema.ts";
import { listApiKeys, removeApiKey as removeApiKeyRow } from "./store.ts";

const ownerOf = (ctx: Context): PersonId => {
  if (ctx.actor.kind !== "user") throw new Unauthenticated();
  return ctx.actor.id;
};

const daySeconds = 24 * 3600;

export const listOwnApiKeys = async (ctx: Context): Promise<z.input<typeof ApiKey>[]> =>
  (await listApiKeys(ctx.db, ownerOf(ctx))).map((row) => ({
    id: row.id,
    name: row.name ?? "",
    start: row.start ?? "",
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
  }));

export const createApiKey = async (
  ctx: Context,
  input: { name: string; expiresInDays: number },
): Promise<z.input<typeof CreatedApiKey>> => {
  const userId = ownerOf(ctx);
  const created = await ctx.auth.api.createApiKey({
    body: { userId, name: input.name, expiresIn: input.expiresInDays * daySeconds },
  });
  await appendEvent(ctx, {
    kind: "api-key.created",
    subject: { kind: "api-key", id: created.id },
    unitId: null,
    data: { name: input.name },
  });
  return {
    id: created.id,
    name: input.name,
    start: created.start ?? "",
    createdAt: created.createdAt.toISOString(),
    expiresAt: created.expiresAt?.toISOString() ?? null,
    key: created.key,
  };
};

export const removeApiKey = async (ctx: Context, id: string): Promise<undefined> => {
  if (!(await removeApiKeyRow(ctx.db, ownerOf(ctx), id))) throw new NotFound();
  await appendEvent(ctx, { kind: "api-key.removed", subject: { kind: "api-key", id }, unitId: null });
};

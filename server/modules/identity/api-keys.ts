import type { z } from "zod";
import type { Context } from "../../context.ts";
import { claimBeforehand, inTransaction } from "../../db/transaction.ts";
import { NotFound } from "../../errors.ts";
import { appendEvent } from "../events/index.ts";
import { requireSession } from "./require-session.ts";
import type { ApiKey, CreatedApiKey } from "./schema.ts";
import { listApiKeys, removeApiKey as removeApiKeyRow, removeApiKeys } from "./store.ts";

const daySeconds = 24 * 3600;

export const listOwnApiKeys = async (ctx: Context): Promise<z.input<typeof ApiKey>[]> =>
  (await listApiKeys(ctx.db, requireSession(ctx).id)).map((row) => ({
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
  const userId = requireSession(ctx).id;
  await claimBeforehand(ctx);
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

const appendRemoved = (ctx: Context, id: string) =>
  appendEvent(ctx, { kind: "api-key.removed", subject: { kind: "api-key", id }, unitId: null });

export const removeApiKey = async (ctx: Context, id: string): Promise<undefined> => {
  if (!(await removeApiKeyRow(ctx.db, requireSession(ctx).id, id))) throw new NotFound();
  await appendRemoved(ctx, id);
};

/** Those of the caller, all of them. */
export const removeOwnApiKeys = (ctx: Context): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    for (const id of await removeApiKeys(ctx.db, requireSession(ctx).id)) await appendRemoved(ctx, id);
  });

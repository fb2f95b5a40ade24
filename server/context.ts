import type { Kysely } from "kysely";
import type { Actor } from "./actor.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Idempotency } from "./db/idempotency.ts";
import type { Database } from "./db/schema.ts";
import type { Log } from "./log.ts";
import type { Auth } from "./modules/identity/index.ts";
import type { SearchIndex } from "./modules/search/index.ts";
import type { BlobStore } from "./modules/storage/index.ts";

/** What every use case is given. Made by hand in main.ts; a request gets its own with its actor. */
export interface Context {
  config: Config;
  db: Kysely<Database>;
  blobs: BlobStore;
  search: SearchIndex;
  auth: Auth;
  log: Log;
  clock: Clock;
  actor: Actor;
  idempotency?: Idempotency;
}

export const asActor = (ctx: Context, actor: Actor): Context => ({ ...ctx, actor });

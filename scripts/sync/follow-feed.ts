import { ScriptError } from "../run-script.ts";
import type { Server } from "./ask-server.ts";
import type { KeptThing, Kind, LocalCopy } from "./local-copy.ts";

interface Change {
  kind: Kind;
  id: string;
  change: "put" | "gone";
  revision: number | null;
}

interface Page {
  items: Change[];
  nextCursor: string;
  hasMore: boolean;
}

const paths: Record<Kind, string> = { resource: "/api/resources", plan: "/api/plans" };
const requestsAtOnce = 4;

/** Works through all of them, a few at a time. */
export const forEach = async <Item>(items: Iterable<Item>, work: (item: Item) => Promise<void>) => {
  const waiting = [...items];
  const takeTurns = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: requestsAtOnce }, takeTurns));
};

const refuse = async (what: string, reply: Response): Promise<never> => {
  throw new ScriptError(`${what} answered ${reply.status}: ${(await reply.text()).slice(0, 500)}`);
};

/** Brings one thing in step. A page that is taken again after a break finds it done, and asks for nothing. */
const take = async (
  server: Server,
  copy: LocalCopy,
  { kind, id, change, revision }: Change,
): Promise<void> => {
  if (change === "gone" || revision === null) return copy.remove(kind, id);
  const kept = await copy.read(kind, id);
  if (kept?.revision === revision) return;
  const path = `${paths[kind]}/${id}`;
  const reply = await server.ask(path, kept?.etag ? { "If-None-Match": kept.etag } : {});
  if (reply.status === 404) return copy.remove(kind, id);
  if (reply.status === 304 && kept) return copy.write(kind, id, { ...kept, revision });
  if (!reply.ok) await refuse(path, reply);
  const content = (await reply.json()) as KeptThing["content"];
  await copy.write(kind, id, { revision, etag: reply.headers.get("etag"), content });
};

/** What did not come since the beginning is not there any more. */
const forgetOthers = async (copy: LocalCopy): Promise<void> => {
  const seen = await copy.readSeen();
  for (const kind of ["resource", "plan"] as const)
    for (const id of await copy.listIds(kind)) if (!seen.has(id)) await copy.remove(kind, id);
};

/** Takes all that has changed since the last time; answers how many things came. */
export const followFeed = async (
  server: Server,
  copy: LocalCopy,
  options: { unit: string | undefined; limit: number },
): Promise<number> => {
  let state = await copy.readState();
  let count = 0;
  for (let hasMore = true; hasMore; ) {
    const query = new URLSearchParams({ limit: String(options.limit) });
    if (options.unit) query.set("unit", options.unit);
    if (state.cursor) query.set("since", state.cursor);
    const reply = await server.ask(`/api/sync/changes?${query}`);
    if (reply.status === 410) {
      await copy.forgetSeen();
      state = { cursor: null, isBeginning: true };
      await copy.writeState(state);
      continue;
    }
    if (!reply.ok) await refuse("The feed", reply);
    const page = (await reply.json()) as Page;
    await forEach(page.items, (change) => take(server, copy, change));
    count += page.items.length;
    hasMore = page.hasMore;
    if (state.isBeginning) {
      await copy.noteSeen(page.items.map(({ id }) => id));
      if (!hasMore) await forgetOthers(copy);
    }
    state = { cursor: page.nextCursor, isBeginning: state.isBeginning && hasMore };
    await copy.writeState(state);
  }
  await copy.forgetSeen();
  return count;
};

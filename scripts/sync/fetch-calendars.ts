import { ScriptError } from "../run-script.ts";
import type { Server } from "./ask-server.ts";
import { forEach } from "./follow-feed.ts";
import type { LocalCopy } from "./local-copy.ts";

/**
 * Brings the term calendars in step that the kept plans' teaching weeks fall on: of each plan's unit, and of `unit` where one was
 * given. They are in no feed, so each is asked for, and sent only where it has changed.
 */
export const fetchCalendars = async (
  server: Server,
  copy: LocalCopy,
  unit: string | undefined,
): Promise<void> => {
  const wanted = new Map<string, string>();
  for (const id of await copy.listIds("plan")) {
    const content = (await copy.read("plan", id))?.content;
    if (!content?.unit || !content.term) continue;
    for (const owner of [content.unit.id, unit])
      if (owner) wanted.set(`${owner} ${content.term}`, `/api/units/${owner}/calendars/${content.term}`);
  }
  for (const id of await copy.listIds("calendar")) if (!wanted.has(id)) await copy.remove("calendar", id);
  await forEach(wanted, async ([id, path]) => {
    const kept = await copy.read("calendar", id);
    const reply = await server.ask(path, kept?.etag ? { "If-None-Match": kept.etag } : {});
    if (reply.status === 304) return;
    if (reply.status === 404) return copy.remove("calendar", id);
    if (!reply.ok) throw new ScriptError(`${path} answered ${reply.status}.`);
    const content = await reply.json();
    await copy.write("calendar", id, {
      revision: content.revision,
      etag: reply.headers.get("etag"),
      content,
    });
  });
};

import type { Reader } from "../support/visibility-model.ts";
import { noteRead } from "./held-routes.ts";
import type { World } from "./random-world.ts";

/** A read request by a person, or by the public. */
export const get = async ({ system, cookies }: World, reader: Reader, path: string) => {
  const cookie = reader && cookies.get(reader);
  const reply = await fetch(system.address + encodeURI(path), { headers: cookie ? { cookie } : {} });
  noteRead(reply.url, reply.status);
  const isJson = reply.headers.get("content-type")?.includes("json");
  // biome-ignore lint/suspicious/noExplicitAny: replies are held to their shapes by the server itself.
  return { status: reply.status, body: (isJson ? await reply.json() : await reply.arrayBuffer()) as any };
};

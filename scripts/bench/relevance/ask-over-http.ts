import type { JudgedResource } from "./describe-library.ts";
import { depth, type Engine, type Found } from "./engine.ts";
import { resourceIdOf } from "./insert-library.ts";

/** Who asks: a teacher of the first group. */
export const asker = "sanxiao.teacher";

interface Reply {
  degraded: boolean;
  hits: { resource: { id: string }; passages: { page: number | null }[] }[];
}

export const signIn = async (address: string, password: string): Promise<string> => {
  const reply = await fetch(`${address}/api/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ username: asker, password }),
  });
  if (!reply.ok) throw new Error(`Signing in answered ${reply.status}.`);
  return reply.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
};

/** The system's own search, asked as the web client asks it. */
export const askOverHttp = (
  server: { name: string; address: string; cookie: string; close(): Promise<void> },
  library: readonly JudgedResource[],
): Engine => {
  const keys = new Map(library.map(({ key }) => [resourceIdOf(key), key]));
  const toFound = ({ resource, passages }: Reply["hits"][number]): Found => {
    const key = keys.get(resource.id);
    if (!key) throw new Error(`${server.name} found ${resource.id}, which is none of the library.`);
    return { key, page: passages[0]?.page ?? null };
  };
  return {
    name: server.name,
    close: server.close,
    async ask(question) {
      const query = new URLSearchParams({ q: question, limit: String(depth) });
      const reply = await fetch(`${server.address}/api/search?${query}`, {
        headers: { cookie: server.cookie },
      });
      if (!reply.ok) throw new Error(`${server.name} answered ${reply.status} to “${question}”.`);
      const { degraded, hits } = (await reply.json()) as Reply;
      if (degraded) throw new Error(`${server.name} did not answer “${question}”; the database did.`);
      return hits.map(toFound);
    },
  };
};

import type { JudgedResource } from "./describe-library.ts";
import { depth, type Engine, type Found } from "./engine.ts";
import { resourceIdOf } from "./insert-library.ts";

interface Reply {
  degraded: boolean;
  hits: { resource: { id: string }; passages: { page: number | null }[] }[];
}

/** The system's own search, asked as the web client asks it. */
export const askOverHttp = (
  server: { name: string; address: string; cookie: string },
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
    close: async () => {},
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

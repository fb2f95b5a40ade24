import { depth, type Engine } from "../engine.ts";
import type { PlainDocument } from "./plain-document.ts";

const indexName = "relevance-stock";

/** Meilisearch as it comes: plain text documents, its own settings; ids cannot have our keys' characters. */
export const openStockMeilisearch = async (
  server: { url: string; apiKey: string },
  documents: readonly PlainDocument[],
): Promise<Engine> => {
  const call = async <Reply>(method: string, path: string, body?: unknown): Promise<Reply> => {
    const reply = await fetch(server.url + path, {
      method,
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${server.apiKey}` },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`Meilisearch answered ${reply.status} to ${method} ${path}.`);
    return (await reply.json()) as Reply;
  };
  const finish = async ({ taskUid }: { taskUid: number }): Promise<void> => {
    for (;;) {
      const { status } = await call<{ status: string }>("GET", `/tasks/${taskUid}`);
      if (status === "succeeded") return;
      if (status === "failed" || status === "canceled")
        throw new Error(`Meilisearch task ${taskUid}: ${status}.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const rows = documents.map(({ key: _key, ...document }, id) => ({ id, ...document }));
  await finish(await call("POST", `/indexes/${indexName}/documents?primaryKey=id`, rows));
  return {
    name: "stock-meilisearch",
    async ask(question) {
      const { hits } = await call<{ hits: { id: number }[] }>("POST", `/indexes/${indexName}/search`, {
        q: question,
        limit: depth,
        attributesToRetrieve: ["id"],
      });
      return hits.flatMap(({ id }) => {
        const document = documents[id];
        return document ? [{ key: document.key, page: null }] : [];
      });
    },
    close: async () => finish(await call("DELETE", `/indexes/${indexName}`)),
  };
};

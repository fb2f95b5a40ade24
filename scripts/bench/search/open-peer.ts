import { rm } from "node:fs/promises";
import { EmbeddedIndex } from "../../../server/modules/search/index.ts";
import { units } from "../../demo-world/world.ts";
import { openMiniSearch } from "../relevance/peers/minisearch.ts";
import { openOrama } from "../relevance/peers/orama.ts";
import type { PlainDocument } from "../relevance/peers/plain-document.ts";
import { openSqliteTrigram } from "../relevance/peers/sqlite-trigram.ts";
import { openStockMeilisearch } from "../relevance/peers/stock-meilisearch.ts";
import { requestOf } from "./ask-engine.ts";
import { buildDocument } from "./build-document.ts";
import { fillIndex } from "./fill-index.ts";

export const peerNames = ["embedded", "minisearch", "orama", "sqliteTrigram", "meilisearch"] as const;
export type PeerName = (typeof peerNames)[number];

export interface PeerPlace {
  resources: number;
  /** Where the embedded index is put. */
  directory: string;
  /** The running server of the stock Meilisearch. */
  meilisearch: { url: string; apiKey: string } | null;
}

/** An engine with the library in it, in this process. */
export interface OpenPeer {
  ask(question: string): Promise<unknown>;
  close(): Promise<void>;
}

const plainDocument = (index: number): PlainDocument => {
  const { id, title, textbookNode, keywords, summary, passages } = buildDocument(index);
  return {
    key: id,
    title,
    node: textbookNode,
    keywords: keywords.join(" "),
    summary,
    text: passages.map((passage) => passage.text).join("\n"),
  };
};

/** Our engine as the server asks it, with everybody's units in scope: the peers know no scope. */
const openEmbedded = async ({ directory, resources }: PeerPlace): Promise<OpenPeer> => {
  const index = new EmbeddedIndex({ directory, role: "writer" });
  await fillIndex(index, resources);
  const scope = ["public" as const, ...units.map(({ id }) => `unit:${id}` as const)];
  return {
    ask: (text) => index.search(requestOf({ kind: "title", text }, scope)),
    async close() {
      await index.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
};

export const openPeer = async (name: PeerName, place: PeerPlace): Promise<OpenPeer> => {
  if (name === "embedded") return openEmbedded(place);
  const documents = Array.from({ length: place.resources }, (_none, index) => plainDocument(index));
  if (name === "minisearch") return openMiniSearch(documents);
  if (name === "orama") return openOrama(documents);
  if (name === "sqliteTrigram") return openSqliteTrigram(documents);
  if (!place.meilisearch) throw new Error("There is no Meilisearch to ask.");
  return openStockMeilisearch(place.meilisearch, documents);
};

import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EmbeddedIndex } from "../../server/modules/search/embedded-index.ts";
import { resourceId, searchDocument, searchRequest } from "../support/search-documents.ts";

let directory: string;
let index: EmbeddedIndex;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "search-"));
  index = new EmbeddedIndex({ directory, role: "writer" });
});
afterAll(async () => {
  await index.close();
  await rm(directory, { recursive: true, force: true });
});

/** In how many pieces the lists of words lie, each of which a look-up reads. */
const piecesOfLists = async (): Promise<number> => {
  const [file] = (await readdir(directory)).filter((name) => /^index-\d+\.sqlite$/.test(name));
  const database = new DatabaseSync(join(directory, file as string), { readOnly: true });
  try {
    return Number(database.prepare("SELECT count(DISTINCT segid) AS count FROM terms_idx").get()?.count);
  } finally {
    database.close();
  }
};

describe("the lists of words", () => {
  it("lie in one piece after a rebuild, in however many rounds it was filled", async () => {
    for (const number of [1, 2, 3]) await index.put([searchDocument(number)]);
    expect(await piecesOfLists()).toBeGreaterThan(1);
    await index.rebuild(async (put) => {
      for (const number of [1, 2, 3]) await put([searchDocument(number, { title: `分数 ${number}` })]);
    });
    expect(await piecesOfLists()).toBe(1);
    expect(await index.search(searchRequest("分数"))).toMatchObject({ total: 3 });
  });

  it("are whole after a rebuild of more than is written at once", async () => {
    const documents = Array.from({ length: 1201 }, (_, i) =>
      searchDocument(i + 1, { title: `加法 k${i + 1}` }),
    );
    await index.rebuild(async (put) => {
      await put(documents.slice(0, 700));
      await put(documents.slice(700));
    });
    expect(await piecesOfLists()).toBe(1);
    expect(await index.search(searchRequest("加法"))).toMatchObject({ total: 1201 });
    for (const number of [1, 500, 501, 1201]) {
      const { hits } = await index.search(searchRequest(`k${number}`));
      expect(hits.map(({ id }) => id)).toEqual([resourceId(number)]);
    }
  });

  it("are merged again as they come once a rebuild has ended", async () => {
    await index.rebuild((put) => put([searchDocument(1)]));
    for (let number = 2; number <= 30; number += 1) await index.put([searchDocument(number)]);
    expect(await piecesOfLists()).toBeLessThan(16);
  });
});

import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { expect, test } from "vitest";
import { exactly } from "../../server/modules/search/embedded/field-tokens.ts";
import { Postings } from "../../server/modules/search/embedded/postings.ts";

/** As many that a list of them is followed rather than read anew. */
const documents = 3000;
const tokens = ["tcommon", "trare", "tnone"];

const open = () => {
  const database = new DatabaseSync(":memory:");
  database.exec(
    "CREATE VIRTUAL TABLE terms USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='2')",
  );
  const insert = database.prepare("INSERT INTO terms (rowid, tokens) VALUES (?, ?)");
  const remove = database.prepare("DELETE FROM terms WHERE rowid = ?");
  return {
    database,
    write: (number: number, words: readonly string[]) => {
      remove.run(number);
      if (words.length > 0) insert.run(number, words.join(" "));
    },
  };
};

const change = fc.record({
  number: fc.oneof(
    fc.integer({ min: 1, max: documents + 50 }),
    fc.integer({ min: documents - 5, max: documents + 5 }),
  ),
  words: fc.subarray(tokens),
});

test("lists follow every change as if they had been read anew", () => {
  const { database, write } = open();
  for (let number = 1; number <= documents; number += 1)
    write(number, number % 400 === 0 ? ["tcommon", "trare"] : ["tcommon"]);
  const followed = new Postings(database);
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 12 }), { maxLength: 4 }), (commits) => {
      for (const changes of commits) {
        for (const { number, words } of changes) write(number, words);
        followed.noteChanges(changes.map(({ number }) => number));
        const fresh = new Postings(database);
        for (const expression of [...tokens.map(exactly), '"tc" *', '"t" *'])
          expect([...followed.find(expression).list()]).toEqual([...fresh.find(expression).list()]);
      }
    }),
    { numRuns: 60 },
  );
  database.close();
});

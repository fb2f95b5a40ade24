import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { beginningWith, exactly } from "../../server/modules/search/embedded/field-tokens.ts";
import { LongLists } from "../../server/modules/search/embedded/long-lists.ts";

/** So many that lists of common words fill several of the small pages. */
const documents = 1500;
const words = ["t分数", "t分母", "bcommon", "bcomma", "bsome", "trare"];
const lengthy = words.slice(0, 4);
const expressions = [
  ...words.map(exactly),
  ...["t分", "bc", "bs", "tr"].map(beginningWith),
  exactly("tnone"),
  beginningWith("bcom"),
];

let database: DatabaseSync;

beforeAll(() => {
  database = new DatabaseSync(":memory:");
  database.exec(`
    CREATE VIRTUAL TABLE terms USING fts5(
      tokens, content='', contentless_delete=1, detail=none, prefix='2', tokenize="ascii tokenchars '.+#'");
    INSERT INTO terms (terms, rank) VALUES ('pgsz', 64), ('automerge', 2), ('crisismerge', 5)`);
});
afterAll(() => database.close());

function write(number: number, tokens: readonly string[]): void {
  database.prepare("DELETE FROM terms WHERE rowid = ?").run(number);
  if (tokens.length === 0) return;
  database.prepare("INSERT INTO terms (rowid, tokens) VALUES (?, ?)").run(number, tokens.join(" "));
}

function inTransaction(act: () => void): void {
  database.exec("BEGIN");
  act();
  database.exec("COMMIT");
}

function fill(): void {
  inTransaction(() => {
    for (let number = 1; number <= documents; number += 1)
      write(number, [...lengthy, ...(number % 300 === 0 ? words : []), `tn${number}`]);
  });
  database.exec("INSERT INTO terms (terms) VALUES ('optimize')");
}

const matching = (expression: string): number[] =>
  database
    .prepare("SELECT rowid FROM terms WHERE terms MATCH ?")
    .all(expression)
    .map(({ rowid }) => Number(rowid));

/** How many of the expressions were answered, each as FTS5 itself does. */
function compareAll(lists: LongLists): number {
  lists.follow();
  const found = expressions.map((expression) => {
    const numbers = lists.find(expression);
    if (numbers) expect([...numbers], expression).toEqual(matching(expression));
    return numbers;
  });
  return found.filter((numbers) => numbers !== null).length;
}

const commit = fc.record({
  changes: fc.array(
    fc.record({
      number: fc.integer({ min: 1, max: documents + 30 }),
      tokens: fc.subarray(words),
    }),
    { maxLength: 30 },
  ),
  mergedPages: fc.constantFrom(0, 0, 0, 3, 40, -20),
});

test("lists read from the pages are those that FTS5 finds, whatever was written, removed and merged since", () => {
  fill();
  const lists = new LongLists(database);
  expect(compareAll(lists)).toBe(6);
  let answered = 0;
  fc.assert(
    fc.property(fc.array(commit, { maxLength: 6 }), (commits) => {
      for (const { changes, mergedPages } of commits) {
        inTransaction(() => {
          for (const { number, tokens } of changes) write(number, tokens);
        });
        if (mergedPages !== 0)
          database.prepare("INSERT INTO terms (terms, rank) VALUES ('merge', ?)").run(mergedPages);
        answered += compareAll(lists);
        compareAll(new LongLists(database));
      }
    }),
    { numRuns: 60 },
  );
  expect(answered).toBeGreaterThan(100);
});

test("a table of another form is left to FTS5", () => {
  const other = new DatabaseSync(":memory:");
  other.exec(`CREATE VIRTUAL TABLE terms USING fts5(tokens, content='', detail=none, prefix='2');
    INSERT INTO terms (terms, rank) VALUES ('pgsz', 64)`);
  for (let number = 1; number <= 500; number += 1)
    other.prepare("INSERT INTO terms (rowid, tokens) VALUES (?, 'common')").run(number);
  other.exec("INSERT INTO terms (terms) VALUES ('optimize')");
  const lists = new LongLists(other);
  lists.follow();
  expect(lists.find(exactly("common"))).toBeNull();
  other.close();
});

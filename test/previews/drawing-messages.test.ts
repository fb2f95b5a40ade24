import { expect, it } from "vitest";
import { readMessage } from "../../indexer/preview/read-message.ts";

const picture = Buffer.from("picture");
const drawn = { page: 1, width: 10, height: 20, pictures: [picture, picture, picture] };
const run = ["words", 0, 0, 10, 0, 0, -10];

it("what a drawing process of ours says is taken as it is", () => {
  const messages = [
    { drawn },
    { words: { page: 1, runs: [run, [" "]] } },
    { result: { status: "ready", pageCount: null, durationMs: 20 } },
    { result: { status: "failed", reason: "broken", detail: "why" } },
  ];
  expect(messages.map(readMessage)).toEqual(messages);
});

it.each<[string, unknown]>([
  ["nothing", null],
  ["a word", "result"],
  ["words without runs", { words: { page: 1 } }],
  ["runs of another shape", { words: { page: 1, runs: [["words", 1]] } }],
  ["a place that is no number", { words: { page: 1, runs: [[...run.slice(0, 6), Number.NaN]] } }],
  ["a page that no database holds", { drawn: { ...drawn, page: 3_000_000_000 } }],
  ["fewer pictures", { drawn: { ...drawn, pictures: [picture] } }],
  ["a picture without bytes", { drawn: { ...drawn, pictures: [picture, picture, "picture"] } }],
  ["a reason that nobody knows", { result: { status: "failed", reason: "because" } }],
])("but not %s, whatever has taken it over", (_, message) => {
  expect(readMessage(message)).toBeNull();
});

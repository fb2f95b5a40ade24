import { parseArgs } from "node:util";
import { z } from "zod";
import { leastLikeness } from "../../../server/modules/resources/find-duplicates.ts";
import { sketchText, type TextSketch } from "../../../server/modules/search/index.ts";
import { runScript } from "../../run-script.ts";
import { corpusDirectory, hasCorpus } from "../corpus-directory.ts";
import { describeMachine } from "../machine.ts";
import { numbersFrom } from "../numbers-from.ts";
import { editText, fillForm, sentencesOf } from "./edit-text.ts";
import { measureQuestions } from "./measure-questions.ts";
import { type ReadDocument, readDocuments } from "./read-documents.ts";

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    // Instead of what is found: how long a question takes among so many texts.
    texts: { type: "string" },
  },
});

interface Sketched {
  name: string;
  text: string;
  sketch: TextSketch;
}

const sketchAll = (texts: { name: string; text: string }[]): Sketched[] =>
  texts.flatMap(({ name, text }) => {
    const sketch = sketchText([text]);
    return sketch ? [{ name, text, sketch }] : [];
  });

const percentOf = (one: TextSketch, other: TextSketch): number => {
  const equal = one.minima.filter((least, i) => least === other.minima[i]).length;
  return Math.round((200 * equal) / (one.minima.length + equal));
};

const isFound = (one: TextSketch, other: TextSketch): boolean => {
  const { percent, percentOfShort, shortPairs } = leastLikeness;
  const isShort = Math.min(one.pairCount, other.pairCount) < shortPairs;
  const isMet = percentOf(one, other) >= (isShort ? percentOfShort : percent);
  return isMet && one.bands.some((band, i) => band === other.bands[i]);
};

/** Each asks for what is nearly the same among all; right is what has its name. */
const ask = (asked: Sketched[], among: Sketched[]) => {
  let right = 0;
  let wrong = 0;
  for (const one of asked)
    for (const other of among)
      if (isFound(one.sketch, other.sketch)) {
        if (one.name === other.name) right += 1;
        else wrong += 1;
      }
  return { recall: right / asked.length, wrong, right };
};

const shares = [0.1, 0.2, 0.3];
const formLengths = [5, 10, 20];

function measure(documents: ReadDocument[]): Record<string, number> {
  const started = performance.now();
  const originals = sketchAll(documents);
  const figures: Record<string, number> = {
    "duplicates.documents": originals.length,
    "duplicates.msPerDocument": (performance.now() - started) / documents.length,
  };
  const numbers = numbersFrom(7);
  const foreign = originals.flatMap(({ text }) => sentencesOf(text)).filter((one) => one.trim().length > 5);
  let [right, wrong] = [0, 0];
  const note = (name: string, asked: Sketched[]) => {
    const answer = ask(asked, originals);
    figures[`duplicates.recall.${name}`] = answer.recall;
    right += answer.right;
    wrong += answer.wrong;
  };
  for (const share of shares) {
    const edited = originals.map(({ name, text }) => ({
      name,
      text: editText(text, share, foreign, numbers),
    }));
    note(`edited${Math.round(share * 100)}`, sketchAll(edited));
  }
  const printed = documents.flatMap(({ name, printed }) => (printed ? [{ name, text: printed }] : []));
  figures["duplicates.printed"] = printed.length;
  if (printed.length > 0) note("printed", sketchAll(printed));
  figures["duplicates.precision"] = right / (right + wrong);
  for (const count of formLengths) {
    const long = originals.filter(({ text }) => sentencesOf(text).length > 4 * count);
    const forms = sketchAll(long.map(({ name, text }) => ({ name, text: fillForm(text, count, numbers) })));
    const pairs = (forms.length * (forms.length - 1)) / 2;
    figures[`duplicates.sameForm${count}.falseShare`] = ask(forms, forms).wrong / 2 / pairs;
  }
  const others = originals.flatMap((one, i) =>
    originals.slice(i + 1).map((other) => percentOf(one.sketch, other.sketch)),
  );
  figures["duplicates.distinct.mostPercent"] = Math.max(...others);
  return figures;
}

const report = (measured: Record<string, number>): void => {
  const figures = Object.fromEntries(
    Object.entries(measured).map(([name, value]) => [name, Math.round(value * 1000) / 1000]),
  );
  if (options.json)
    console.log(JSON.stringify({ figures, machine: describeMachine(), at: new Date().toISOString() }));
  else for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(38)}${value}`);
};

if (options.texts) {
  const count = z.coerce.number().int().min(1000).parse(options.texts);
  await runScript(async (script) => report(await measureQuestions(script, count)));
} else if (hasCorpus("the finding of near duplicates in real documents"))
  report(measure(await readDocuments(corpusDirectory)));

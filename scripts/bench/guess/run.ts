import { parseArgs } from "node:util";
import { guessFields } from "../../../server/modules/vocabulary/index.ts";
import { corpusDirectory, hasCorpus } from "../corpus-directory.ts";
import { describeMachine } from "../machine.ts";
import { findNames } from "./find-names.ts";
import { readContents } from "./read-content.ts";
import { judgedFields, labelSets, readLabels } from "./read-labels.ts";
import { type Judgement, judge, precisionOf, recallOf, scoreOf } from "./score-guesses.ts";

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    /** Lists what went wrong, but for the third that is held out. */
    wrong: { type: "boolean", default: false },
  },
});

async function judgeAll(): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  for (const set of labelSets) {
    const names = await findNames(corpusDirectory, set, readLabels(set));
    const contents = await readContents(names.map(({ found }) => found));
    for (const { name, found } of names) {
      const { firstPage, properties } = contents.get(found) ?? { firstPage: "", properties: {} };
      const { kind, subject, grades, volume } = guessFields({
        fileName: found.path,
        firstPage,
        properties,
      });
      const guess = { kind, subject, grades: grades?.join(","), volume };
      const judged = judge(name, guess);
      judgements.push(...judged);
      if (options.wrong && !name.isHeldOut)
        for (const { field, guessed, outcome } of judged)
          if (outcome === "wrong" || outcome === "missed")
            console.log(
              `${outcome} ${field}: ${guessed ?? "-"}, not ${name.labels[field]?.values.join("/") || "-"}: ${found.path} | ${firstPage.slice(0, 80).replaceAll("\n", " / ")}`,
            );
    }
  }
  return judgements;
}

function figuresOf(judgements: Judgement[]): Record<string, number> {
  const figures: Record<string, number> = {};
  const add = (name: string, some: Judgement[]) => {
    const score = scoreOf(some);
    figures[`${name}.precision`] = precisionOf(score);
    figures[`${name}.recall`] = recallOf(score);
  };
  const heldOut = judgements.filter(({ name }) => name.isHeldOut);
  add("guess", judgements);
  add("guess.heldOut", heldOut);
  for (const field of judgedFields) {
    const ofField = (one: Judgement) => one.field === field;
    add(`guess.${field}`, judgements.filter(ofField));
    add(`guess.heldOut.${field}`, heldOut.filter(ofField));
  }
  for (const set of labelSets) {
    const ofSet = ({ name }: Judgement) => name.set === set;
    add(`guess.${set}`, judgements.filter(ofSet));
    add(`guess.heldOut.${set}`, heldOut.filter(ofSet));
  }
  const countNames = (some: Judgement[]) => new Set(some.map(({ name }) => name)).size;
  // The titles are made up from what such names are like; the others somebody gave to a file.
  const given = judgements.filter(({ name }) => name.set !== "titles");
  add("guess.given", given);
  figures["guess.given.names"] = countNames(given);
  figures["guess.names"] = countNames(judgements);
  return figures;
}

if (hasCorpus("the guessing of fields on real names")) {
  const judgements = await judgeAll();
  const figures = Object.fromEntries(
    Object.entries(figuresOf(judgements)).map(([name, value]) => [name, Math.round(value * 1000) / 1000]),
  );
  if (options.json)
    console.log(JSON.stringify({ figures, machine: describeMachine(), at: new Date().toISOString() }));
  else for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(34)}${value}`);
}

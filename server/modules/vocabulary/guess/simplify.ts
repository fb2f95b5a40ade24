import { Converter } from "opencc-js/t2cn";

const known = new Map<string, string>();

let convert: ReturnType<typeof Converter> | undefined;

function simplifyCharacter(character: string): string {
  const cached = known.get(character);
  if (cached !== undefined) return cached;
  // Its dictionaries are read with the first Chinese name, not at every start.
  if (!convert) convert = Converter({ from: "t", to: "cn" });
  const simple = convert(character);
  const kept = simple.length === character.length ? simple : character;
  known.set(character, kept);
  return kept;
}

/** Traditional → simplified, one character at a time, so that every character keeps its place. */
export const simplify = (text: string): string => text.replace(/[㐀-鿿]/g, simplifyCharacter);

import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { readStart } from "../extract/read-start.ts";

/** Whether a program will see RTF in a file, whatever it is called. */
export const isRtf = async (path: string): Promise<boolean> =>
  Buffer.from(await readStart(path, 16))
    .toString("latin1")
    .includes("{\\rtf");

const instruction = "\\fldinst";
/** As long, and known to nobody: what it begins is left out. */
const nothing = "\\fldnone";
const instructions = new RegExp(instruction.replace("\\", "\\\\"), "gi");

async function* withoutInstructions(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest = "";
  for await (const chunk of source) {
    const text = (rest + chunk.toString("latin1")).replaceAll(instructions, nothing);
    const end = Math.max(0, text.length - instruction.length + 1);
    rest = text.slice(end);
    yield Buffer.from(text.slice(0, end), "latin1");
  }
  yield Buffer.from(rest, "latin1");
}

/**
 * Copies an RTF file without what its fields are to do; what they last showed stays. LibreOffice puts in whatever picture of this
 * machine a field names, and no setting keeps it from that.
 */
export const disarmRtf = (from: string, to: string): Promise<void> =>
  pipeline(createReadStream(from), withoutInstructions, createWriteStream(to));

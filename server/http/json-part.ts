import { randomUUID } from "node:crypto";

/** Stands in a text for a part; nobody is told it, so nothing that people write can be one. */
const mark = `part ${randomUUID()}`;
const writtenMark = JSON.stringify(mark);

let met: JsonPart[] = [];

/** A value that is JSON in UTF-8 already: sent as it is, without being read and written once more. */
class JsonPart {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  toJSON(): string {
    met.push(this);
    return mark;
  }
}

/** What a reply's shape has there; nobody looks into it before it is sent. */
export const jsonPart = <Value>(bytes: Uint8Array): Value => new JsonPart(bytes) as Value;

const mostBytesOfUnit = 3;
const scratch = Buffer.allocUnsafeSlow(256 * 1024);

/** As JSON in UTF-8, the parts of it that already are where they stand. */
export const writeJson = (value: unknown): Buffer => {
  met = [];
  const text = JSON.stringify(value);
  const parts = met;
  const pieces = parts.length === 0 ? [text] : text.split(writtenMark);
  const most = parts.reduce((sum, { bytes }) => sum + bytes.length, text.length * mostBytesOfUnit);
  if (most > scratch.length)
    return Buffer.concat(pieces.flatMap((piece, i) => [Buffer.from(piece), parts[i]?.bytes ?? nothing]));
  // Written where there is room for any outcome, rather than measured before.
  let at = 0;
  pieces.forEach((piece, i) => {
    at += scratch.write(piece, at);
    const bytes = parts[i]?.bytes ?? nothing;
    scratch.set(bytes, at);
    at += bytes.length;
  });
  return Buffer.from(scratch.subarray(0, at));
};

const nothing = new Uint8Array(0);

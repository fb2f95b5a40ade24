import type { ResourceId } from "../../../ids.ts";
import type { SearchHit, SearchResult } from "../search-index.ts";

interface Head extends Omit<SearchResult, "hits"> {
  /** Where each hit's title and passages end, counted from where the head does. */
  hits: [id: ResourceId, titleEnd: number, passagesEnd: number][];
}

const lengthBytes = 4;
const mostBytesOfUnit = 3;

let scratch = Buffer.allocUnsafeSlow(256 * 1024);

/** Writes at a place of the scratch memory; answers the place behind. */
function write(text: string, at: number): number {
  const most = at + text.length * mostBytesOfUnit;
  if (most > scratch.length) {
    const larger = Buffer.allocUnsafeSlow(most * 2);
    scratch.copy(larger, 0, 0, at);
    scratch = larger;
  }
  return at + scratch.write(text, at);
}

/**
 * A result as bytes of its own: how long the head is, the head, then what is shown of each hit, all as JSON. It crosses between threads
 * as it is, and whoever answers with it sends most of it on without a look.
 */
export function packResult({ hits, ...rest }: SearchResult): Uint8Array {
  let end = 0;
  const places = hits.map(({ id, title, passages }): Head["hits"][number] => {
    const titleEnd = write(JSON.stringify(title), end);
    end = write(JSON.stringify(passages), titleEnd);
    return [id, titleEnd, end];
  });
  const head = Buffer.from(JSON.stringify({ ...rest, hits: places } satisfies Head));
  // Not from the pool, all of which would go with it to the other thread.
  const packed = Buffer.allocUnsafeSlow(lengthBytes + head.length + end);
  packed.writeUInt32LE(head.length);
  packed.set(head, lengthBytes);
  packed.set(scratch.subarray(0, end), lengthBytes + head.length);
  return packed;
}

const parse = (bytes: Uint8Array) =>
  JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());

/** Read only where somebody looks into it. */
class PackedHit implements SearchHit {
  readonly id: ResourceId;
  readonly written: { title: Uint8Array; passages: Uint8Array };

  constructor(id: ResourceId, title: Uint8Array, passages: Uint8Array) {
    this.id = id;
    this.written = { title, passages };
  }

  get title(): SearchHit["title"] {
    return parse(this.written.title);
  }

  get passages(): SearchHit["passages"] {
    return parse(this.written.passages);
  }
}

export function unpackResult(packed: Uint8Array): SearchResult {
  const headLength = new DataView(packed.buffer, packed.byteOffset).getUint32(0, true);
  const from = lengthBytes + headLength;
  const { hits, ...rest }: Head = parse(packed.subarray(lengthBytes, from));
  let begin = from;
  return {
    ...rest,
    hits: hits.map(([id, titleEnd, passagesEnd]) => {
      const title = packed.subarray(begin, from + titleEnd);
      begin = from + passagesEnd;
      return new PackedHit(id, title, packed.subarray(from + titleEnd, begin));
    }),
  };
}

import { type Unzipped, unzipSync } from "fflate";

/** A document that is not shown, and why. */
export class Refused extends Error {
  readonly reason: "too-large" | "unsafe";

  constructor(reason: "too-large" | "unsafe") {
    super(reason);
    this.reason = reason;
  }
}

const mostParts = 5000;
const mostBytes = 100_000_000;

export interface PackageLimits {
  /** Of all XML together. */
  xmlBytes: number;
  tags: number;
}

const lessThan = "<".charCodeAt(0);
/** Space, line ends and the bytes of a byte order mark. */
const ignored = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

/** By what it holds: which part is read as what is said by other parts, whatever its name. */
const isXml = (part: Uint8Array): boolean => part.find((byte) => !ignored.has(byte)) === lessThan;

const countTags = (part: Uint8Array): number => {
  let count = 0;
  for (const byte of part) if (byte === lessThan) count += 1;
  return count;
};

/** Also where nothing is declared in it yet: a reader that leaves something out of a part may find there what was none. */
const hasDoctype = (part: Uint8Array): boolean =>
  /<!(?:DOCTYPE|ENTITY)/.test(new TextDecoder("latin1").decode(part));

/**
 * The parts of an office file by name. Throws Refused where they are too many or too large, and where one has a document
 * type, in which entities are declared: no office program writes it and only attackers need it; throws otherwise where it is no zip file.
 */
export const openPackage = (bytes: Uint8Array, limits: PackageLimits): Unzipped => {
  let [parts, total] = [0, 0];
  // A part that inflates to more than its entry says gets no more room than that; one that is stored is copied by its
  // packed size, and several entries may name the same bytes.
  const opened = unzipSync(bytes, {
    filter({ size, originalSize }) {
      parts += 1;
      total += Math.max(size, originalSize);
      if (parts > mostParts || total > mostBytes) throw new Refused("too-large");
      return true;
    },
  });
  let [xmlBytes, tags] = [0, 0];
  for (const part of Object.values(opened).filter(isXml)) {
    xmlBytes += part.length;
    tags += countTags(part);
    if (xmlBytes > limits.xmlBytes || tags > limits.tags) throw new Refused("too-large");
    if (hasDoctype(part)) throw new Refused("unsafe");
  }
  return opened;
};

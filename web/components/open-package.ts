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

export const isXml = (name: string): boolean => /\.(xml|rels|vml)$/i.test(name);

/** UTF-16 is read as well, in which every second byte is zero. */
const declaresTypes = (part: Uint8Array): boolean =>
  new TextDecoder("latin1").decode(part).replaceAll("\0", "").includes("<!DOCTYPE");

/**
 * The parts of an office file by name. Throws Refused where they are too many or too large, and where one declares entities,
 * as no office program writes and only attackers need; throws otherwise where it is no zip file. `mostXmlBytes`: of all XML.
 */
export const openPackage = (bytes: Uint8Array, mostXmlBytes: number): Unzipped => {
  let [parts, total, xml] = [0, 0, 0];
  // A part that inflates to more than its entry says is cut off by the library: it gets no more room than that.
  const opened = unzipSync(bytes, {
    filter({ name, originalSize }) {
      parts += 1;
      total += originalSize;
      if (isXml(name)) xml += originalSize;
      if (parts > mostParts || total > mostBytes || xml > mostXmlBytes) throw new Refused("too-large");
      return true;
    },
  });
  for (const [name, part] of Object.entries(opened))
    if (isXml(name) && declaresTypes(part)) throw new Refused("unsafe");
  return opened;
};

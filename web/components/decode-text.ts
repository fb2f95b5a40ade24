/** Which text never holds; a binary file nearly always. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for.
const controls = /[\x00-\x08\x0e-\x1f]/;

const encodingOf = (bytes: Uint8Array): string[] => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return ["utf-16le"];
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return ["utf-16be"];
  return ["utf-8", "gb18030"];
};

/** Text in UTF-8, in UTF-16 with its mark, or else in GB18030. Throws where it is none of these. */
export const decodeText = (bytes: Uint8Array): string => {
  for (const encoding of encodingOf(bytes)) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!controls.test(text)) return text;
    } catch {
      // The next one may fit.
    }
  }
  throw new Error("neither text nor a workbook");
};

/** The encodings of browsers for the code pages in which Excel 5 and 95 wrote texts, each in that of its machine. */
const encodings: Record<number, string> = {
  874: "windows-874",
  932: "shift_jis",
  936: "gb18030",
  949: "euc-kr",
  950: "big5",
  1200: "utf-16le",
  10000: "macintosh",
  54936: "gb18030",
  65001: "utf-8",
};

const encodingOf = (codePage: number): string =>
  encodings[codePage] ?? (codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : "windows-1252");

/** What the library for workbooks asks its tables for while it reads, without the half megabyte that these weigh. */
export const codePages = {
  utils: {
    decode: (codePage: number, bytes: ArrayLike<number>): string =>
      new TextDecoder(encodingOf(codePage)).decode(Uint8Array.from(bytes)),
  },
};

const page = { width: 595, height: 842, margin: 56 };
const bodySize = 12;
const titleSize = 20;

/** Hex of UTF-16BE, as PDF writes Unicode in its properties. */
const utf16Hex = (text: string) => Buffer.from(text, "utf16le").swap16().toString("hex").toUpperCase();

/** The predefined encoding UniGB-UCS2-H reads the same, but knows no surrogate pairs. */
const shownHex = (text: string) => utf16Hex(text.replace(/[\u{10000}-\u{10FFFF}]/gu, "□"));

const emWidth = (char: string) => ((char.codePointAt(0) ?? 0) < 0x7f ? 0.5 : 1);

function wrap(text: string, maxEm: number): string[] {
  const lines: string[] = [];
  let line = "";
  let width = 0;
  for (const char of text) {
    if (width + emWidth(char) > maxEm) {
      lines.push(line);
      line = "";
      width = 0;
    }
    line += char;
    width += emWidth(char);
  }
  return [...lines, line];
}

const wrapAll = (texts: string[], size: number) =>
  texts.flatMap((text) => wrap(text, (page.width - 2 * page.margin) / size)).map((text) => ({ text, size }));

/** What stands on one page, top down; the leading shrinks where there is too much of it. */
function pageContent(lines: { text: string; size: number }[]): string {
  const leading = Math.min(1.7, (page.height - 2 * page.margin) / lines.length / bodySize);
  const shown = lines.map(({ text, size }) => {
    const down = (size * leading).toFixed(2);
    return `/F1 ${size} Tf 0 -${down} Td <${shownHex(text)}> Tj`;
  });
  return `BT ${page.margin} ${page.height - page.margin} Td\n${shown.join("\n")}\nET`;
}

/**
 * Chinese without an embedded font: Adobe's predefined CJK font and encoding, which viewers replace by a system font.
 * In the Adobe-GB1 collection the ASCII characters are CIDs 1–95 and half an em wide.
 */
const fontObjects = (self: number) => [
  `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UCS2-H /Encoding /UniGB-UCS2-H /DescendantFonts [${self + 1} 0 R] >>`,
  `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor ${self + 2} 0 R >>`,
  "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
];

/** Numbers the objects from 1, and writes them with their cross-reference table. */
function makeFile(objects: string[], trailer: string): Buffer {
  let file = "%PDF-1.6\n%\xE2\xE3\xCF\xD3\n";
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`);
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${entries.join("")}`;
  return Buffer.from(
    `${file}${table}trailer\n<< /Size ${size} ${trailer} >>\nstartxref\n${file.length}\n%%EOF\n`,
    "latin1",
  );
}

/**
 * An A4 document; the title stands above the first page's lines. Long lines are wrapped. Characters that the
 * Adobe-GB1 collection has not (², ½, rare Han beyond GBK) are lost.
 */
export function makePdf(content: { title: string; pages: string[][] }): Buffer {
  const firstPage = 7;
  const pageIds = content.pages.map((_, index) => firstPage + 2 * index);
  const pageObjects = content.pages.flatMap((lines, index) => {
    const heading = index === 0 ? wrapAll([content.title], titleSize) : [];
    const stream = pageContent([...heading, ...wrapAll(lines, bodySize)]);
    return [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Resources << /Font << /F1 4 0 R >> >> /Contents ${firstPage + 2 * index + 1} 0 R >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    ];
  });
  return makeFile(
    [
      "<< /Type /Catalog /Pages 2 0 R >>",
      `<< /Type /Pages /Count ${pageIds.length} /Kids [${pageIds.map((id) => `${id} 0 R`).join(" ")}] >>`,
      `<< /Title <FEFF${utf16Hex(content.title)}> >>`,
      ...fontObjects(4),
      ...pageObjects,
    ],
    "/Root 1 0 R /Info 3 0 R",
  );
}

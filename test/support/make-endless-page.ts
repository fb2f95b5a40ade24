import { deflateSync } from "node:zlib";

const stream = (content: Buffer, entries = ""): Buffer =>
  Buffer.concat([
    Buffer.from(`<< /Length ${content.length} ${entries}>> stream\n`),
    content,
    Buffer.from("\nendstream"),
  ]);

/** A text after so many bytes of operators that show nothing; deflated twice, they are next to nothing in the file. */
const slowly = (bytes: number, text: string): Buffer => {
  const shown = Buffer.from(`BT /F 20 Tf 50 700 Td (${text}) Tj ET`);
  const once = deflateSync(Buffer.concat([Buffer.alloc(bytes, "q Q "), shown]), { level: 9 });
  return stream(deflateSync(once, { level: 9 }), "/Filter [/FlateDecode /FlateDecode] ");
};

/** What takes some hundredths of a second to read. */
const slow = 160_000;

/** A PDF of pages that each say "page 1" and so on, none of them read at once, and of a last one with so many bytes of operators. */
export function makeEndlessPage(pages: number, bytes: number): Buffer {
  const ids = Array.from({ length: pages + 1 }, (_, index) => 4 + 2 * index);
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${ids.length} /Kids [${ids.map((id) => `${id} 0 R`).join(" ")}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ...ids.flatMap((id, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents ${id + 1} 0 R >>`,
      slowly(index < pages ? slow : bytes, `page ${index + 1}`),
    ]),
  ];
  const parts = objects.map((object, index) =>
    Buffer.concat([Buffer.from(`${index + 1} 0 obj `), Buffer.from(object), Buffer.from(" endobj\n")]),
  );
  const trailer = `trailer << /Root 1 0 R /Size ${objects.length + 1} >>\nstartxref\n0\n%%EOF\n`;
  return Buffer.concat([Buffer.from("%PDF-1.4\n"), ...parts, Buffer.from(trailer)]);
}

const shown = "BT /F 20 Tf 50 700 Td (crowded) Tj ET";

/** The objects of a page that says "crowded"; all others are empty. */
const page = [
  "<< /Type /Catalog /Pages 2 0 R >>",
  "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
  "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R >>",
  `<< /Length ${shown.length} >> stream\n${shown}\nendstream`,
  "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
];

/** A PDF of one page and so many objects. Without a table, whoever opens it has to look through all of it. */
export function makeCrowdedPdf(count: number, hasTable: boolean): Buffer {
  const parts = ["%PDF-1.4\n"];
  const entries = ["0000000000 65535 f \n"];
  let at = parts[0]?.length ?? 0;
  for (let number = 1; number <= count; number += 1) {
    const object = `${number} 0 obj ${page[number - 1] ?? "[]"} endobj\n`;
    entries.push(`${String(at).padStart(10, "0")} 00000 n \n`);
    parts.push(object);
    at += object.length;
  }
  if (hasTable) parts.push(`xref\n0 ${count + 1}\n`, entries.join(""));
  parts.push(`trailer << /Root 1 0 R /Size ${count + 1} >>\nstartxref\n${hasTable ? at : 0}\n%%EOF\n`);
  return Buffer.from(parts.join(""), "latin1");
}

interface TextPage {
  /** Added to the page's own entries: how it is turned, which part of it is shown. */
  entries?: string;
  /** Of `/F`, a Helvetica that viewers bring. */
  content: string;
}

/** A PDF of pages with Latin text, each as its content says. */
export function makeTextPages(pages: TextPage[]): Buffer {
  const font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
  const first = 4;
  const kids = pages.map((_, index) => `${first + 2 * index} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`,
    font,
    ...pages.flatMap(({ entries = "/MediaBox [0 0 600 800]", content }, index) => [
      `<< /Type /Page /Parent 2 0 R ${entries} /Resources << /Font << /F 3 0 R >> >> /Contents ${first + 2 * index + 1} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ].map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`);
  const file = `%PDF-1.5\n${objects.join("")}trailer\n<< /Root 1 0 R /Size ${objects.length + 1} >>\n%%EOF\n`;
  return Buffer.from(file, "latin1");
}

/** Font, colour, size, and what is put in at printing: `&"Arial,Bold"`, `&KFF0000`, `&14`, `&D`; `&&` is the sign itself. */
const code = /&(?:"[^"]*"|K(?:[\dA-F]{6}|\d{2}[+-]\d{3})|\d+|[A-Z&])/gi;

/** The words of a printed sheet's header or footer (ECMA-376 18.3.1.46), its parts apart; of those that count pages, none. */
export function wordsOfHeader(header: string): string {
  const parts = [{ text: "", isCount: false }];
  let at = 0;
  const take = (end: number) => {
    const part = parts.at(-1);
    if (part) part.text += header.slice(at, end);
  };
  for (const { 0: found, index } of header.matchAll(code)) {
    take(index);
    at = index + found.length;
    const part = parts.at(-1);
    if (/^&[LCR]$/i.test(found)) parts.push({ text: "", isCount: false });
    else if (part && found === "&&") part.text += "&";
    else if (part && /^&[PN]$/i.test(found)) part.isCount = true;
  }
  take(header.length);
  return parts.flatMap(({ text, isCount }) => (isCount || text.trim() === "" ? [] : text.trim())).join(" ");
}

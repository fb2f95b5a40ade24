/** RFC 8187 attr-char; everything else is percent-encoded, so that neither quotes nor line ends nor `;` get through. */
const encodeExtended = (name: string): string =>
  encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** For clients that know no `filename*`: printable ASCII without what quoting or percent-decoding could bend. */
const asciiFallback = (name: string): string => name.replace(/[^ -~]/gu, "_").replace(/["\\%;/]/g, "_");

/**
 * A Content-Disposition header value (RFC 6266) that carries any name: `filename` in ASCII and, where that differs,
 * `filename*` in UTF-8. Safe for any input, though names should come out of `sanitizeFileName`.
 */
export const contentDisposition = (type: "inline" | "attachment", fileName: string): string => {
  const name = fileName.toWellFormed().replace(/\p{Cc}/gu, "_");
  const fallback = asciiFallback(name);
  const extended = fallback === name ? "" : `; filename*=UTF-8''${encodeExtended(name)}`;
  return `${type}; filename="${fallback}"${extended}`;
};

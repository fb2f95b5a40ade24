const decode = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
};

const hanPattern = /\p{Script=Han}/u;

/** A client that took UTF-8 for Latin-1 and encoded it again: undone only where Chinese comes out of it. */
const undoDoubleEncoding = (name: string): string => {
  if (!/^[\p{ASCII}\u0080-\u00ff]*$/u.test(name)) return name;
  const inner = decode(Buffer.from(name, "latin1"), "utf-8");
  return inner !== null && hanPattern.test(inner) ? inner : name;
};

/** What pairs of bytes of GBK may come out as: 小学 is as well the two letters Сѧ. Chinese in UTF-8 never lies here. */
const isAmbiguous = (utf8: string): boolean =>
  /[^\p{ASCII}]/u.test(utf8) && /^[\p{ASCII}\u0080-\u07ff]*$/u.test(utf8);

/** The 3755 characters of daily use, which GB 2312 has in rows 16 to 55. */
const isCommonHan = (bytes: Buffer): boolean =>
  /^(?:[\xb0-\xd7][\xa1-\xfe])+$/.test(bytes.toString("latin1"));

/** Letters of one script that people write: with accents, as pinyin has them too, or three and more Russian ones. */
const isWritten = (word: string): boolean =>
  /^[\u00c0-\u00ff\u0101\u0113\u011b\u012b\u014d\u016b\u01ce-\u01dc]+$/u.test(word) ||
  /^[\u0410-\u044f]{3,}$/u.test(word);

/** Whether every word of these letters, none of which is half ASCII, reads as common Chinese and as nothing else. */
const isChineseAfterAll = (utf8: string): boolean =>
  (utf8.match(/[\p{L}\p{M}\u0080-\u07ff]+/gu) ?? []).every(
    (word) =>
      /^[a-z]+$/i.test(word) ||
      (!/\p{ASCII}/u.test(word) && !isWritten(word) && isCommonHan(Buffer.from(word))),
  );

/**
 * The text of file names that came together, one archive's or one folder's, by their bytes: UTF-8 where that is valid, else
 * GB18030 (older Chinese Windows programs), else Latin-1. A name that is valid in both is what the others are; by itself,
 * GB18030 where UTF-8 makes of common Chinese what nobody writes.
 */
export const decodeFileNames = (names: readonly Buffer[]): string[] => {
  const read = names.map((bytes) => decode(bytes, "utf-8"));
  const isGbkAround = names.some((bytes, index) => read[index] === null && decode(bytes, "gb18030") !== null);
  return names.map((bytes, index) => {
    const utf8 = read[index] ?? null;
    const undone = utf8 === null ? null : undoDoubleEncoding(utf8);
    const isGbk =
      undone === null ||
      (undone === utf8 && isAmbiguous(undone) && (isGbkAround || isChineseAfterAll(undone)));
    return (isGbk ? decode(bytes, "gb18030") : null) ?? undone ?? bytes.toString("latin1");
  });
};

/**
 * The text of one file name's bytes as clients send them, like `decodeFileNames`. It must see the bytes before anyone splits
 * the name at a backslash: 0x5C is also the second byte of GBK characters such as 誠. Never throws.
 */
export const decodeFileName = (bytes: Buffer): string => decodeFileNames([bytes])[0] as string;

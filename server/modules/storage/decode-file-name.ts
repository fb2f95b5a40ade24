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

/**
 * The text of a file name's bytes as clients send them: UTF-8 where it is valid, else GB18030 (older Chinese Windows
 * programs), else Latin-1. It must see the bytes before anyone splits the name at a backslash: 0x5C is also the second
 * byte of GBK characters such as 誠. Never throws.
 */
export const decodeFileName = (bytes: Buffer): string => {
  const utf8 = decode(bytes, "utf-8");
  if (utf8 !== null) return undoDoubleEncoding(utf8);
  return decode(bytes, "gb18030") ?? bytes.toString("latin1");
};

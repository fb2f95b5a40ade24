import { withoutInvisible } from "../../visible-text.ts";

/** In characters (code points), not bytes: a name of 255 Hanzi is accepted. Names never become paths on disk. */
const mostCharacters = 255;
const mostExtensionCharacters = 16;
const unnamed = "未命名";

const reservedOnWindows = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;

/** Teachers write 语文／数学 and mean it. Only "go up" before or after such a slash goes, lest a program folds it to "/". */
const dotsBesideLookalike =
  /(?<=^|[\u2044\u2215\u29f5\u29f8\ufe68\uff0f\uff3c])[.\uff0e]+(?=[\u2044\u2215\u29f5\u29f8\ufe68\uff0f\uff3c])/gu;

const isTrimmedAtEnd = (character: string | undefined): boolean =>
  character !== undefined && (character === "." || character.trim() === "");

/** A loop, since `/[\s.]+$/` takes quadratic time on a long run of spaces. */
const trimEnds = (name: string): string => {
  let end = name.length;
  while (end > 0 && isTrimmedAtEnd(name[end - 1])) end -= 1;
  return name.slice(0, end).trimStart();
};

/** The last dot and what follows, if that looks like an extension: short and without spaces. */
const splitExtension = (name: string): [string, string] => {
  const dot = name.lastIndexOf(".");
  const extension = name.slice(dot);
  return dot >= 0 && /^\.\S+$/u.test(extension) && [...extension].length <= mostExtensionCharacters
    ? [name.slice(0, dot), extension]
    : [name, ""];
};

const shorten = (name: string): string => {
  if ([...name].length <= mostCharacters) return name;
  const [stem, extension] = splitExtension(name);
  const cut = [...stem].slice(0, mostCharacters - [...extension].length).join("");
  return `${trimEnds(cut.replace(/\u200d$/u, ""))}${extension}`;
};

const nameEmptyStem = (name: string): string => {
  const [stem, extension] = splitExtension(name);
  return trimEnds(stem) === "" ? `${unnamed}${extension}` : name;
};

/**
 * A name fit to be shown, stored and sent in a header, from anything that a client calls its file: the part after the
 * last slash, no invisible characters, NFC, at most 255 characters with the extension kept, nothing that Windows reads
 * as a device. Give it `decodeFileName`'s answer. Never throws; its own answer comes back unchanged.
 */
export const sanitizeFileName = (name: string): string => {
  const visible = withoutInvisible(name.toWellFormed())
    .replace(/[\0\t\n]/g, "")
    .normalize("NFC");
  const base = visible.slice(Math.max(visible.lastIndexOf("/"), visible.lastIndexOf("\\")) + 1);
  const named = nameEmptyStem(trimEnds(base.replace(dotsBesideLookalike, "_")));
  return shorten(reservedOnWindows.test(named) ? `_${named}` : named);
};

/** Control characters, line separators, marks and overrides of writing direction, fillers, tags, BOM, soft hyphen. */
const invisible =
  /(?![\0\t\n])[\p{Cc}\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;

/** Joiners mean something inside an emoji sequence only; elsewhere they make two names look the same. */
const strayJoiner =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;

/** What chooses how a pictograph is drawn is nothing after anything else, nor is a joiner of letters and their marks. */
const strayVariation = /\u034f|(?<![\p{Extended_Pictographic}\d#*])[\ufe00-\ufe0f]/gu;

/** At either end a blank pattern of Braille is a space like any other. */
const outerBlanks = /^[\s\u2800]+|[\s\u2800]+$/g;

const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/** Text without what nobody sees but what changes how the rest looks. Tabs and line ends stay, and NUL, which is refused. */
export const withoutInvisible = (text: string): string =>
  text.replace(invisible, "").replace(strayVariation, "").replace(strayJoiner, "");

/** What a person wrote, as it is kept: without invisible characters, trimmed, its line ends being "\n". */
export const visibleText = (text: string): string =>
  withoutInvisible(text.replace(lineEnds, "\n")).replace(outerBlanks, "");

/** The same of what stands on one line. */
export const visibleLine = (text: string): string => visibleText(text).replace(/[\t\n]+/g, " ");

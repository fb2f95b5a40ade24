/** File systems count bytes: 255 on Linux, of which a doubled name's number needs some. */
const mostBytes = 240;

const splitExtension = (name: string): [string, string] => {
  const dot = name.lastIndexOf(".");
  return dot > 0 && name.length - dot <= 17 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
};

/** Without what Windows takes in no name (a drive letter's colon also makes a path absolute), and short enough for all. */
const portable = (name: string): string => {
  const [stem, extension] = splitExtension(name.replace(/[<>:"|?*\\/]/g, "_"));
  const characters = [...stem];
  while (Buffer.byteLength(characters.join("")) + Buffer.byteLength(extension) > mostBytes) characters.pop();
  return `${characters.join("").trimEnd()}${extension}`;
};

/**
 * The names of files within one archive, in order: such as every system can unpack, and each different from all before
 * it even where case does not count. A second 教案.docx becomes 教案 (2).docx.
 */
export const archiveNames = (names: readonly string[]): string[] => {
  const taken = new Set<string>();
  return names.map((name) => {
    const wanted = portable(name);
    const [stem, extension] = splitExtension(wanted);
    let candidate = wanted;
    for (let count = 2; taken.has(candidate.toLowerCase()); count++)
      candidate = `${stem} (${count})${extension}`;
    taken.add(candidate.toLowerCase());
    return candidate;
  });
};

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);

const commonStart = (one: string, other: string): number => {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
};

/** Where to part a list of names, after at most so many: between the two that have least in common, the later the better. */
const bestCut = (names: string[], most: number): number => {
  const cuts = Array.from({ length: Math.ceil(most / 2) }, (_, back) => most - back);
  const shared = (cut: number) => commonStart(names[cut - 1] ?? "", names[cut] ?? "");
  return cuts.reduce((best, cut) => (shared(cut) < shared(best) ? cut : best), most);
};

/** The files of one folder, by name: those of one lesson mostly begin alike. */
const partFolder = (paths: readonly string[], files: number[], most: number): number[][] => {
  if (files.length <= most) return [files];
  const nameOf = (file: number) => paths[file] ?? "";
  const sorted = files.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), "zh-CN", { numeric: true }));
  const cut = bestCut(sorted.map(nameOf), most);
  return [sorted.slice(0, cut), ...partFolder(paths, sorted.slice(cut), most)];
};

/**
 * Parts a list of paths, by their places in it, so that no part has more than `most` and files that may be of one lesson are in
 * one: those of a folder, and of a folder larger than that, those whose names begin alike.
 */
export const relatedChunks = (paths: readonly string[], most: number): number[][] => {
  const folders = Map.groupBy(paths.keys(), (file) => folderOf(paths[file] ?? ""));
  const parts = [...folders.values()].flatMap((files) => partFolder(paths, files, most));
  return parts.reduce<number[][]>((chunks, part) => {
    const last = chunks.at(-1);
    if (last && last.length + part.length <= most) last.push(...part);
    else chunks.push([...part]);
    return chunks;
  }, []);
};

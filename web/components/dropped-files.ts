const paths = new WeakMap<File, string>();

/** Where a file lay in what was dropped or chosen, its name at the end; folders are parted by "/". */
export const pathOf = (file: File): string => paths.get(file) || file.webkitRelativePath || file.name;

const readEntries = async (folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> => {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    // A browser hands them out a hundred at a time.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return entries;
    entries.push(...some);
  }
};

/** In the order of their names as people read them, 2 before 10. */
const byName = (a: FileSystemEntry, b: FileSystemEntry) =>
  a.name.localeCompare(b.name, "zh-CN", { numeric: true });

const filesOf = async (entry: FileSystemEntry): Promise<File[]> => {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    paths.set(file, entry.fullPath.replace(/^\//, ""));
    return [file];
  }
  const files: File[] = [];
  for (const below of (await readEntries(entry as FileSystemDirectoryEntry)).sort(byName))
    files.push(...(await filesOf(below)));
  return files;
};

/** All files of a drop, with those in its folders. Call it within the event: the browser forgets the drop afterwards. */
export const filesOfDrop = async (dropped: DataTransfer): Promise<File[]> => {
  const plain = [...dropped.files];
  const entries = [...dropped.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (!entries.some((entry) => entry.isDirectory)) return plain;
  const files: File[] = [];
  for (const entry of entries) files.push(...(await filesOf(entry)));
  return files;
};

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach } from "vitest";
import { createPreviewer, type PreviewerOptions } from "../../indexer/preview/index.ts";

const opened: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of opened.splice(0).reverse()) await end();
});

export const atEnd = (end: () => Promise<void> | void): void => void opened.push(end);

export const makeFolder = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), "campus-commons-test-"));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** The previewer's result for these bytes, with the bytes of all pictures. */
export const preview = async (bytes: Buffer, mediaType: string, options: PreviewerOptions = {}) => {
  const folder = await makeFolder();
  const file = path.join(folder, "file");
  await writeFile(file, bytes);
  const previewer = createPreviewer(options);
  atEnd(() => previewer.close());
  const { packPath, ...made } = await previewer.make({ path: file, mediaType, folder });
  return { ...made, bytes: packPath ? await readFile(packPath) : null };
};

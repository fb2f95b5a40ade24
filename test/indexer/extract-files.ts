import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { extractText } from "../../indexer/extract/extract-text.ts";
import {
  createExtractor,
  defaultLimits,
  type ExtractedPassage,
  type ExtractLimits,
  type Extractor,
  type ExtractResult,
} from "../../indexer/extract/index.ts";

/** Writes bytes to a file that is removed when the test ends; answers its path. */
export async function writeTemporaryFile(bytes: Uint8Array | string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "extract-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "blob");
  await writeFile(path, bytes);
  return path;
}

/** Extracts in this process: for files that are known to be harmless. */
export async function textOf(
  bytes: Uint8Array | string,
  fileName: string,
  limits: Partial<ExtractLimits> = {},
): Promise<ExtractResult> {
  return extractText({
    path: await writeTemporaryFile(bytes),
    fileName,
    mediaType: "application/octet-stream",
    limits: { ...defaultLimits, ...limits },
  });
}

export function passagesOf(result: ExtractResult): ExtractedPassage[] {
  if (result.status !== "ready") throw new Error(`no text: ${JSON.stringify(result)}`);
  return result.passages;
}

/** An extractor that is closed when the test ends. */
export function startExtractor(options: Parameters<typeof createExtractor>[0] = {}): Extractor {
  const extractor = createExtractor(options);
  onTestFinished(() => extractor.close());
  return extractor;
}

export async function extractBytes(
  extractor: Extractor,
  bytes: Uint8Array | string,
  fileName: string,
): Promise<ExtractResult> {
  const path = await writeTemporaryFile(bytes);
  return extractor.extract({ path, fileName, mediaType: "application/octet-stream" });
}

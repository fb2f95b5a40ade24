import { lstat } from "node:fs/promises";
import path from "node:path";
import { runConfined } from "../office/run-confined.ts";

/** What teachers record or download. No playlists, which name other files. */
const containers = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,asf,mpeg,mpegts,mpegvideo,flv,ogg";
/** Titles have faded in by then; of a shorter film the first picture is taken. */
const posterSeconds = [4, 0];
const limits = { timeMs: 60_000, memoryMb: 512, maxFileBytes: 100_000_000 };

export interface FilmPoster {
  /** A picture file in the folder; null where none could be taken. */
  path: string | null;
  durationMs: number | null;
}

const durationIn = (output: string): number | null => {
  const [, hours, minutes, seconds] = /Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)/.exec(output) ?? [];
  if (!hours) return null;
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
};

/** One picture of a film, and its length, by `ffmpeg`: confined, without network, and reading no other file. */
export async function takePoster(
  ffmpeg: string,
  input: { path: string; folder: string },
  signal: AbortSignal,
  { inNamespace = true } = {},
): Promise<FilmPoster> {
  const poster = path.join(input.folder, "poster.png");
  let durationMs: number | null = null;
  for (const seconds of posterSeconds) {
    const source = ["-protocol_whitelist", "file", "-format_whitelist", containers, "-i", input.path];
    const picture = ["-frames:v", "1", "-vf", "scale='min(1920,iw)':-2", "-f", "image2", poster];
    const outcome = await runConfined({
      program: ffmpeg,
      args: [
        "-nostdin",
        "-hide_banner",
        "-y",
        "-threads",
        "1",
        "-ss",
        String(seconds),
        ...source,
        ...picture,
      ],
      folder: input.folder,
      reads: [input.path],
      ...limits,
      inNamespace,
      signal,
    });
    signal.throwIfAborted();
    if (outcome.ended !== "exit") return { path: null, durationMs };
    durationMs ??= durationIn(outcome.output);
    // No link, which would show whatever it leads to.
    if ((await lstat(poster).catch(() => null))?.isFile()) return { path: poster, durationMs };
  }
  return { path: null, durationMs };
}

import { constants, copyFile, link, lstat, mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { disarmRtf, isRtf } from "./disarm-rtf.ts";
import {
  notConverted,
  type OfficeConverter,
  type OfficeInput,
  type OfficeLimits,
  type OfficeResult,
  type OfficeTarget,
} from "./office-converter.ts";
import { createOfficeProfile, type OfficeProfile } from "./office-profile.ts";
import { runConfined } from "./run-confined.ts";
import { takeTurns } from "./take-turns.ts";

/** LibreOffice on this machine, a new process for each document, all with one profile of this indexer's own. */
export class SofficeConverter implements OfficeConverter {
  readonly targets: ReadonlySet<OfficeTarget> = new Set(["pdf", "docx", "xlsx", "pptx"]);
  readonly #program: string;
  readonly #limits: OfficeLimits;
  readonly #turns = takeTurns();
  #profile: OfficeProfile | undefined;

  constructor(program: string, limits: OfficeLimits) {
    this.#program = program;
    this.#limits = limits;
  }

  convert(input: OfficeInput): Promise<OfficeResult> {
    return this.#turns.run((signal) => this.#convert(input, signal), input.signal);
  }

  async close(): Promise<void> {
    await this.#turns.close();
    await this.#dropProfile();
  }

  async #convert(input: OfficeInput, signal: AbortSignal): Promise<OfficeResult> {
    const { size } = await stat(input.path);
    if (size > this.#limits.maxInputBytes) return notConverted("too-large", `${size} bytes`);
    const folder = await mkdtemp(join(tmpdir(), "campus-commons-converted-"));
    const remove = () => rm(folder, { recursive: true, force: true });
    try {
      const result = await this.#run(input, folder, signal);
      if (result !== null) await remove();
      return result ?? { status: "converted", path: join(folder, `document.${input.to}`), remove };
    } catch (error) {
      await remove();
      throw error;
    }
  }

  /** Null where the converted document is there. */
  async #run(input: OfficeInput, folder: string, signal: AbortSignal): Promise<OfficeResult | null> {
    await mkdir(join(folder, "source"));
    const source = join(folder, "source", `document.${input.extension}`);
    if (await isRtf(input.path)) await disarmRtf(input.path, source);
    // A second name for the same bytes: LibreOffice wants an extension, and a large file is not written again for it.
    else await link(input.path, source).catch(() => copyFile(input.path, source, constants.COPYFILE_FICLONE));
    // LibreOffice would make one that is gone anew, without our settings.
    const profile = (await this.#profile?.touch()) && this.#profile;
    this.#profile = profile || (await createOfficeProfile());
    const outcome = await runConfined({
      program: this.#program,
      args: [
        `-env:UserInstallation=${this.#profile.address}`,
        ...["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"],
        ...["--convert-to", input.to, "--outdir", folder, source],
      ],
      folder,
      timeMs: this.#limits.timeMs,
      memoryMb: this.#limits.memoryMb,
      maxFileBytes: this.#limits.maxOutputBytes,
      inNamespace: this.#limits.inNamespace,
      writes: [this.#profile.folder],
      signal,
    }).catch(async (error: unknown) => {
      await this.#dropProfile();
      throw error;
    });
    // A process that was killed may leave its profile locked or half written.
    if (outcome.ended !== "exit" || outcome.code !== 0) await this.#dropProfile();
    if (outcome.ended === "aborted") throw signal.reason;
    if (outcome.ended !== "exit") return notConverted(outcome.ended);
    // It says success by the file that it writes; its exit code is 0 as well where it could not load the source.
    // No link, which would show whatever it leads to.
    const made = await lstat(join(folder, `document.${input.to}`)).catch(() => null);
    if (!made?.isFile()) return notConverted("broken", outcome.output.slice(0, 500));
    return made.size >= this.#limits.maxOutputBytes ? notConverted("too-large", `${made.size} bytes`) : null;
  }

  async #dropProfile(): Promise<void> {
    const profile = this.#profile;
    this.#profile = undefined;
    await profile?.remove();
  }
}

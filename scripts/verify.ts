import { parseArgs } from "node:util";
import type { Context } from "../server/context.ts";
import { type FileUse, isPicturePack, listFileUses } from "../server/modules/resources/index.ts";
import {
  type BlobFinding,
  listRecordedBlobs,
  recordVerification,
  verifyBlobs,
} from "../server/modules/storage/index.ts";
import { openForScript } from "./open-for-script.ts";
import { runScript, type Script, ScriptError } from "./run-script.ts";

const mebibyte = 1024 ** 2;

const readPace = (): number | undefined => {
  const { values } = parseArgs({ options: { "mib-per-second": { type: "string" } } });
  const given = values["mib-per-second"];
  if (given === undefined) return undefined;
  const mebibytes = Number(given);
  if (!(mebibytes > 0)) throw new ScriptError("--mib-per-second needs a number above 0.");
  return mebibytes * mebibyte;
};

const wordsOf = ({ standing, number, resource_id, is_archived, name }: FileUse): string => {
  const version = standing === "draft" ? "draft" : `${standing} version ${number}`;
  return `${version} of ${resource_id}${is_archived ? " (archived)" : ""}  ${name}`;
};

/** One line for each version that is hit. */
const tell = async (ctx: Context, finding: BlobFinding): Promise<void> => {
  if (finding.state === "ok") return;
  if (finding.state === "untracked") {
    console.log(
      `untracked  ${finding.sha256}  (perhaps an upload of this moment; the sweep removes old ones)`,
    );
    return;
  }
  const what = `${finding.state}${finding.state === "altered" ? ` (${finding.reason})` : ""}  ${finding.sha256}`;
  if (await isPicturePack(ctx.db, finding.sha256)) {
    console.log(`${what}  pictures of a file: npm run remake-previews`);
    return;
  }
  const uses = await listFileUses(ctx.db, finding.sha256);
  if (uses.length === 0) console.log(`${what}  in no version: an upload that nothing was made of`);
  for (const use of uses) console.log(`${what}  ${wordsOf(use)}`);
};

const verify = async (script: Script): Promise<void> => {
  const bytesPerSecond = readPace();
  const ctx = await openForScript(script, "verify", "reader");
  const checking = verifyBlobs({
    blobs: ctx.blobs,
    expected: listRecordedBlobs(ctx.db),
    bytesPerSecond,
    async onResult(finding) {
      await tell(ctx, finding);
      if (finding.state === "untracked") return;
      const condition = finding.state === "ok" ? "sound" : finding.state;
      await recordVerification(ctx.db, finding.sha256, condition, ctx.clock.now());
    },
  });
  const { ok, missing, altered, untracked } = await script.unlessStopped(checking);
  console.log(`${ok} sound, ${missing} missing, ${altered} altered, ${untracked} untracked`);
  if (missing + altered > 0) {
    throw new ScriptError(
      "Take what is missing or altered back from a backup of the blobs, then verify again.",
    );
  }
};

await runScript(verify);

import type { Context } from "../../context.ts";
import { Conflict } from "../../errors.ts";
import type { VersionId } from "../../ids.ts";
import { heldStatuses, type ScanStatus } from "../storage/index.ts";
import { listScansOfVersion } from "./scan-store.ts";

interface Scanned {
  name: string;
  scan_status: ScanStatus;
}

export const isHeld = ({ scan_status }: Pick<Scanned, "scan_status">): boolean =>
  heldStatuses.includes(scan_status);

const refusals: Partial<Record<ScanStatus, { code: string; why: string }>> = {
  waiting: { code: "file.scan-waiting", why: "is not scanned for malware yet" },
  infected: { code: "file.quarantined", why: "is infected and kept in quarantine" },
  unscannable: { code: "file.unscannable", why: "could not be scanned for malware" },
};

/** Throws Conflict where one of these files is in a state that holds it back; names the first. */
const requireNone = (files: readonly Scanned[], refused: readonly ScanStatus[]): void => {
  const file = files.find(({ scan_status }) => refused.includes(scan_status));
  const refusal = file && refusals[file.scan_status];
  if (refusal) throw new Conflict(refusal.code, `${file.name} ${refusal.why}.`);
};

/** For those who are to be given bytes: Conflict where a file waits for its scan, is infected or unscannable. */
export const requireGiven = (...files: readonly Scanned[]): void => requireNone(files, heldStatuses);

/** For those who pass a version on: Conflict where a file was found to be infected or unscannable; one that waits may go on. */
export const requireNoneQuarantined = async (ctx: Context, versionId: VersionId): Promise<void> =>
  requireNone(await listScansOfVersion(ctx.db, versionId), ["infected", "unscannable"]);

/** For those who copy a version: Conflict unless all its files may be had. */
export const requireAllGiven = async (ctx: Context, versionId: VersionId): Promise<void> =>
  requireGiven(...(await listScansOfVersion(ctx.db, versionId)));

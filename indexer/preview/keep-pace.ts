import { GaveWay, type Place } from "../share-place.ts";
import { noPreview, type PreviewResult } from "./preview-result.ts";

/**
 * How a file is gone about beside others. `mostMs`: at one go, and given up where that is too short. Else for as long as
 * nobody else wants the place, and then on from where it was; longer each time, so that what cannot be parted is done as well.
 */
export type Pace = { place: Place; mostMs?: number };

/** It takes longer than the pace allows. */
export class Unfinished extends Error {}

/** An ordinary file, which needs two seconds, may wait this long behind one that has given way before. */
const firstTurnMs = 5000;

type Work = (signal: AbortSignal) => Promise<PreviewResult>;

/** Does the work for as long as `timeMs` in all. */
export async function pacedBy(
  pace: Pace | undefined,
  timeMs: number,
  work: Work,
  closing: AbortSignal,
): Promise<PreviewResult> {
  let leftMs = timeMs;
  /** Null where its turn ended before it did. */
  const workOn = async (turn?: AbortSignal): Promise<PreviewResult | null> => {
    const since = performance.now();
    const late = AbortSignal.timeout(Math.max(1, Math.ceil(leftMs)));
    const signal = AbortSignal.any(turn ? [closing, late, turn] : [closing, late]);
    try {
      return await work(signal);
    } catch (error) {
      if (error === late.reason) return noPreview("timeout");
      if (error instanceof GaveWay) return null;
      throw error;
    } finally {
      leftMs -= performance.now() - since;
    }
  };
  const goOnce = async (mostMs?: number): Promise<PreviewResult> => {
    const turn = mostMs === undefined ? undefined : AbortSignal.timeout(mostMs);
    try {
      return (await workOn(turn)) as PreviewResult;
    } catch (error) {
      throw turn?.aborted && error === turn.reason ? new Unfinished() : error;
    }
  };
  if (!pace) return goOnce();
  const { place, mostMs } = pace;
  if (mostMs !== undefined) return place.hold(() => goOnce(mostMs));
  for (let turnMs = firstTurnMs; ; turnMs *= 2) {
    const result = await place.borrow(turnMs, workOn);
    if (result) return result;
  }
}

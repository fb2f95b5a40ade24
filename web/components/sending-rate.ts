/** How fast a file goes, from what has been noted so far. Times in milliseconds of any one clock. */
export interface SendingRate {
  bytes: number;
  at: number;
  /** Smoothed; null until two moments are known. */
  bytesPerMs: number | null;
}

/** Moments closer together say little; a browser tells of progress twenty times a second. */
const leastMs = 500;
/** Of what was measured last: the rest is what was known before. */
const weight = 0.3;

/** What is known after another moment. The first one only counts from where it stands: a resumed file does not begin at 0. */
export const noteProgress = (known: SendingRate | null, bytes: number, at: number): SendingRate => {
  if (known === null || bytes < known.bytes) return { bytes, at, bytesPerMs: known?.bytesPerMs ?? null };
  if (at - known.at < leastMs) return known;
  const measured = (bytes - known.bytes) / (at - known.at);
  const bytesPerMs =
    known.bytesPerMs === null ? measured : weight * measured + (1 - weight) * known.bytesPerMs;
  return { bytes, at, bytesPerMs };
};

/** How long the rest will take, or null where that cannot be told. */
export const remainingMs = (rate: SendingRate | null, sizeBytes: number): number | null =>
  rate?.bytesPerMs ? Math.max(0, sizeBytes - rate.bytes) / rate.bytesPerMs : null;

export interface Work {
  files: number;
  bytes: number;
}

/** What was measured of work of one kind, as the sums that the estimate wants of it. */
export interface Measured extends Work {
  ms: number;
  squares: { files: number; bytes: number; both: number; filesMs: number; bytesMs: number };
}

export const nothingMeasured: Measured = {
  files: 0,
  bytes: 0,
  ms: 0,
  squares: { files: 0, bytes: 0, both: 0, filesMs: 0, bytesMs: 0 },
};

export const measure = (known: Measured, { files, bytes }: Work, ms: number): Measured => ({
  files: known.files + files,
  bytes: known.bytes + bytes,
  ms: known.ms + ms,
  squares: {
    files: known.squares.files + files * files,
    bytes: known.squares.bytes + bytes * bytes,
    both: known.squares.both + files * bytes,
    filesMs: known.squares.filesMs + files * ms,
    bytesMs: known.squares.bytesMs + bytes * ms,
  },
});

/**
 * What a file costs and what a byte costs, by least squares: ten thousand work sheets and three films go at quite another
 * pace. Where what was measured does not tell the two apart, it is laid on the one that explains it.
 */
const costsOf = ({ files, bytes, ms, squares }: Measured): { file: number; byte: number } => {
  const determinant = squares.files * squares.bytes - squares.both ** 2;
  if (determinant > 1e-9 * squares.files * squares.bytes) {
    const file = (squares.filesMs * squares.bytes - squares.bytesMs * squares.both) / determinant;
    const byte = (squares.bytesMs * squares.files - squares.filesMs * squares.both) / determinant;
    if (file >= 0 && byte >= 0) return { file, byte };
    if (file < 0) return { file: 0, byte: ms / bytes };
  }
  return { file: ms / files, byte: 0 };
};

/** How long such work takes, in milliseconds; null where none was measured. */
export const estimateMs = (measured: Measured, { files, bytes }: Work): number | null => {
  if (files === 0) return 0;
  if (measured.files === 0) return null;
  const { file, byte } = costsOf(measured);
  return file * files + byte * bytes;
};

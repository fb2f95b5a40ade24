import type { Highlight } from "../../api/types.ts";

interface MarkedTextProps {
  pieces: Highlight;
  /** Which of these marks is the one looked at; outside of the range, none. */
  current: number;
}

/** Text with its marks, one of which is the one looked at. */
export const MarkedText = ({ pieces, current }: MarkedTextProps) => {
  let mark = -1;
  return pieces.map(({ text, isMatch }, index) => {
    if (isMatch) mark += 1;
    const isCurrent = isMatch && mark === current;
    return isMatch ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place.
      <mark key={index} {...(isCurrent && { "aria-current": "true" as const })}>
        {text}
      </mark>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above.
      <span key={index}>{text}</span>
    );
  });
};

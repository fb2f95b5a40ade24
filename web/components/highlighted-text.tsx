import type { Highlight } from "../api/types.ts";

interface HighlightedTextProps {
  pieces: Highlight;
  /** Which of the marks is the one looked at, counted from 0; outside of the range, or left out, none. */
  current?: number;
}

/** Text in pieces, those that matched marked. Pieces are text, never HTML. */
export const HighlightedText = ({ pieces, current = -1 }: HighlightedTextProps) => {
  let mark = -1;
  return pieces.map(({ text, isMatch }, index) => {
    if (isMatch) mark += 1;
    const Piece = isMatch ? "mark" : "span";
    const isCurrent = isMatch && mark === current;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place.
      <Piece key={index} {...(isCurrent && { "aria-current": "true" as const })}>
        {text}
      </Piece>
    );
  });
};

import type { Highlight } from "../api/types.ts";

/** Text in pieces, those that matched marked. Pieces are text, never HTML. */
export const HighlightedText = ({ pieces }: { pieces: Highlight }) => (
  <>
    {pieces.map(({ text, isMatch }, index) =>
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place.
      isMatch ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
    )}
  </>
);

import type { ComponentProps } from "react";

/** A part of the page that scrolls by itself: it has a name, and the keyboard reaches it. */
export const ScrollRegion = ({ label, ...rest }: { label: string } & ComponentProps<"section">) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
  <section tabIndex={0} aria-label={label} {...rest} />
);

import { type PointerEvent, useState } from "react";
import type { Preview } from "../../api/types.ts";
import type { View } from "./views-of-file.ts";

interface ChosenView {
  view: View | undefined;
  choose: (view: View | undefined) => void;
  /** Pictures have come while the reader was busy with another view. */
  isOfferingPages: boolean;
  /** For the element around the views. */
  handlers: Record<"onScrollCapture" | "onPointerDownCapture" | "onKeyDownCapture", () => void> & {
    onPointerOver: (event: PointerEvent) => void;
  };
}

/**
 * The view that is shown: the best there is, also where pictures come later, unless the reader has chosen one or begun to
 * read. From a hit, the words are what was looked for: its page's picture where it is known where they stand on it,
 * else the text (`opensText`), in which all of them are marked.
 */
export const useChosenView = (
  views: View[],
  first: View | undefined,
  preview: Preview | undefined,
  opensText: boolean,
): ChosenView => {
  const [wanted, setWanted] = useState<View | undefined>(opensText ? "text" : undefined);
  const [isAwaited, setIsAwaited] = useState(false);
  if (preview?.status === "waiting" && !isAwaited) setIsAwaited(true);
  const view = wanted && views.includes(wanted) ? wanted : first;
  const stay = () => setWanted(view);
  return {
    view,
    choose(chosen) {
      setWanted(chosen);
      if (preview?.status !== "waiting") setIsAwaited(false);
    },
    isOfferingPages: isAwaited && view !== "pages" && views.includes("pages"),
    handlers: {
      onScrollCapture: stay,
      onPointerDownCapture: stay,
      onKeyDownCapture: stay,
      // What happens within a frame is not told here: a pointer on it may be reading.
      onPointerOver: ({ target }) => target instanceof HTMLIFrameElement && stay(),
    },
  };
};

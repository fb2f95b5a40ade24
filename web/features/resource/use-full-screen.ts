import { type RefObject, useEffect } from "react";

/**
 * Has the browser give the element the whole screen while `isFull`, and tells when the reader leaves it there. Browsers
 * without that (telephones) show it over the whole window, by its style.
 */
export const useFullScreen = (
  element: RefObject<HTMLElement | null>,
  isFull: boolean,
  onLeave: () => void,
): void => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: leaving is told to whoever asked when it began.
  useEffect(() => {
    const place = element.current;
    if (!isFull || !place) return;
    let wasEntered = false;
    const notice = () => {
      if (document.fullscreenElement === place) wasEntered = true;
      else if (wasEntered) onLeave();
    };
    document.addEventListener("fullscreenchange", notice);
    place.requestFullscreen?.().catch(() => {});
    document.body.classList.add("is-covered");
    return () => {
      document.removeEventListener("fullscreenchange", notice);
      document.body.classList.remove("is-covered");
      if (document.fullscreenElement === place) void document.exitFullscreen();
    };
  }, [isFull, element]);
};

import { type RefObject, useEffect, useState } from "react";

/** The inner size of an element, in pixels, whatever changes it. */
export const useSize = (element: RefObject<HTMLElement | null>): { width: number; height: number } => {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const place = element.current;
    if (!place) return;
    const observer = new ResizeObserver(() =>
      setSize({ width: place.clientWidth, height: place.clientHeight }),
    );
    observer.observe(place);
    return () => observer.disconnect();
  }, [element]);
  return size;
};

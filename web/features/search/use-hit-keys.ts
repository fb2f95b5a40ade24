import { type KeyboardEvent, useRef } from "react";

/** ↓ and ↑ move from the search box through the hits and back; Enter opens, as on any link. */
export const useHitKeys = () => {
  const area = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || event.nativeEvent.isComposing) return;
    const target = event.target as HTMLElement;
    const hits = [...(area.current?.querySelectorAll<HTMLElement>("[data-hit]") ?? [])];
    const isInBox = target.matches('input[type="search"]');
    const place = isInBox ? -1 : hits.findIndex((hit) => hit.closest("article")?.contains(target));
    if (!isInBox && place === -1) return;
    const next = event.key === "ArrowDown" ? Math.min(place + 1, hits.length - 1) : place - 1;
    event.preventDefault();
    if (next >= 0) hits[next]?.focus();
    else area.current?.querySelector<HTMLElement>('input[type="search"]')?.focus();
  };
  return { area, onKeyDown };
};

/** Steps of enlargement: 1 fits the page to its frame. */
const zoomSteps = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

export interface ViewerState {
  /** Place of the shown page in the list of pages, from 0. */
  place: number;
  zoom: number;
  isFull: boolean;
  /** A page that was asked for and has no picture. */
  missing: number | null;
}

export type ViewerAct =
  | {
      act:
        | "next"
        | "previous"
        | "first"
        | "last"
        | "enlarge"
        | "reduce"
        | "fit"
        | "leave-full"
        | "enter-full";
    }
  | { act: "go"; place: number }
  | { act: "miss"; page: number };

/** The viewer as it opens: at the page asked for, or, where that has no picture, at the last that has one. */
export const openedAt = (pages: readonly { page: number }[], page: number | null): ViewerState => {
  const found = pages.findIndex((one) => one.page === page);
  const isBeyond = found < 0 && page !== null && page > (pages.at(-1)?.page ?? 0);
  const place = isBeyond ? pages.length - 1 : Math.max(0, found);
  return { place, zoom: 1, isFull: false, missing: isBeyond ? page : null };
};

const stepped = (zoom: number, by: 1 | -1): number => {
  const at = zoomSteps.indexOf(zoom);
  return zoomSteps[Math.min(Math.max(at + by, 0), zoomSteps.length - 1)] ?? zoom;
};

/** What an act makes of the viewer's state, among so many pages. */
export const nextState = (state: ViewerState, act: ViewerAct, count: number): ViewerState => {
  const goTo = (place: number) => ({
    ...state,
    place: Math.min(Math.max(place, 0), count - 1),
    missing: null,
  });
  switch (act.act) {
    case "next":
      return goTo(state.place + 1);
    case "previous":
      return goTo(state.place - 1);
    case "first":
      return goTo(0);
    case "last":
      return goTo(count - 1);
    case "go":
      return goTo(act.place);
    case "miss":
      return { ...state, missing: act.page };
    case "enlarge":
      return { ...state, zoom: stepped(state.zoom, 1) };
    case "reduce":
      return { ...state, zoom: stepped(state.zoom, -1) };
    case "fit":
      return { ...state, zoom: 1 };
    case "enter-full":
      return { ...state, isFull: true, zoom: 1 };
    case "leave-full":
      return { ...state, isFull: false, zoom: 1 };
  }
};

const everywhere: Record<string, ViewerAct["act"]> = {
  ArrowRight: "next",
  ArrowLeft: "previous",
  PageDown: "next",
  PageUp: "previous",
  Home: "first",
  End: "last",
  "+": "enlarge",
  "=": "enlarge",
  "-": "reduce",
  "0": "fit",
};

/** On the whole screen, where there is nothing to scroll; presenters' remote controls send some of these. */
const onWholeScreen: Record<string, ViewerAct["act"]> = {
  ArrowDown: "next",
  ArrowUp: "previous",
  " ": "next",
  Enter: "next",
  Escape: "leave-full",
};

/** What a key does; null where it is the browser's. */
export const actOfKey = (key: string, { isFull, zoom }: ViewerState): ViewerAct | null => {
  if (key === "f" || key === "F") return { act: isFull ? "leave-full" : "enter-full" };
  const isScrolled = isFull && zoom > 1 && key !== "Escape";
  const act = everywhere[key] ?? (isFull && !isScrolled ? onWholeScreen[key] : undefined);
  return act && act !== "go" && act !== "miss" ? { act } : null;
};

/** How wide a page is shown: as wide as its frame, on the whole screen as large as it fits, times the zoom. */
export const shownWidth = (
  page: { width: number; height: number },
  frame: { width: number; height: number },
  { zoom, isFull }: ViewerState,
): number => {
  const byHeight = (frame.height * page.width) / page.height;
  const fit = isFull ? Math.min(frame.width, byHeight) : Math.min(frame.width, Math.max(page.width, 320));
  return Math.max(1, Math.floor(fit * zoom));
};

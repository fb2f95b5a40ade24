import { type DataRouteObject, matchRoutes } from "react-router";
import { router } from "./routes.tsx";

const fetchFile = ({ lazy }: DataRouteObject): void => {
  // A failure shows when the page is opened.
  if (typeof lazy === "function") void lazy().catch(() => {});
};

/** A link that is pointed at, touched or focused has the file of its page fetched: it is there by the time it is followed. */
const onPointedAt = ({ target }: Event): void => {
  const link = target instanceof Element ? target.closest("a") : null;
  if (!link || link.origin !== location.origin) return;
  for (const { route } of matchRoutes(router.routes, link.pathname) ?? []) fetchFile(route);
};

export const fetchPagesEarly = (): void => {
  for (const event of ["pointerover", "focusin"])
    document.addEventListener(event, onPointedAt, { passive: true });
};

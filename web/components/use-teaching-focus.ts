import { useApi } from "../api/use-api.ts";
import { type TeachingFocus, teachingFocus } from "./teaching-focus.ts";

/** What the signed-in person teaches; null where that is not known, or not yet. */
export const useTeachingFocus = (): { focus: TeachingFocus | null; isSettled: boolean } => {
  const own = useApi("GET /api/resources", { query: { view: "mine", limit: 20 } });
  return {
    focus: own.data ? teachingFocus(own.data.items) : null,
    isSettled: own.data !== undefined || own.error !== null,
  };
};

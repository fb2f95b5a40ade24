import { useNavigate } from "react-router";
import { type Suggestion, suggestionAddress } from "../../components/suggestion-groups.ts";
import { askFor, type SearchState, withFilter } from "./search-state.ts";

/** A chosen suggestion within a search: an author or a campus narrows it, a lesson replaces its words, a title opens. */
export const useChooseSuggestion = (
  state: SearchState,
  show: (state: SearchState) => void,
  setTyped: (q: string) => void,
) => {
  const navigate = useNavigate();
  return (suggestion: Suggestion) => {
    const { kind, text, key } = suggestion;
    if (kind === "title") return void navigate(suggestionAddress(suggestion));
    const q = kind === "lesson" ? text : "";
    setTyped(q);
    const asked = askFor(state, q);
    show(kind === "lesson" ? asked : withFilter(asked, kind, key));
  };
};

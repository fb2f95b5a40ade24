import { type KeyboardEvent, useId, useState } from "react";
import { groupSuggestions, type Suggestion } from "./suggestion-groups.ts";
import { useSuggestions } from "./use-suggestions.ts";

const idOf = ({ kind, key, text }: Suggestion) => `${kind}:${key}:${text}`;

/**
 * The keyboard's side of a search box's suggestions: ↓ and ↑ go through them and back to the box, Enter takes the active
 * one, Esc closes the list and leaves what was typed.
 */
export const useSuggestionPicker = (typed: string, onChoose: (suggestion: Suggestion) => void) => {
  const listId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [isComposing, setIsComposing] = useState(false);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const groups = groupSuggestions(useSuggestions(typed, isOpen && !isComposing));
  const shown = groups.flatMap(({ items }) => items);
  const isShown = shown.length > 0;
  // By what it is, not by its place: a later answer may have something else there.
  const active = shown.findIndex(({ suggestion }) => idOf(suggestion) === chosenId);
  const chosen = shown[active];

  const close = () => {
    setIsOpen(false);
    setChosenId(null);
  };
  const open = () => {
    setIsOpen(true);
    setChosenId(null);
  };
  const choose = (suggestion: Suggestion) => {
    close();
    onChoose(suggestion);
  };
  const step = (by: 1 | -1) => {
    // The box itself is one of the stops, between the last and the first.
    const stops = shown.length + 1;
    const next = shown[((active + 1 + by + stops) % stops) - 1];
    setChosenId(next ? idOf(next.suggestion) : null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isShown || event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen) choose(chosen.suggestion);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const inputProps = {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": isShown,
    ...(isShown && { "aria-controls": listId }),
    ...(chosen && { "aria-activedescendant": `${listId}-${active}` }),
  } as const;
  return { listId, groups, active, isShown, inputProps, open, close, choose, setIsComposing, onKeyDown };
};

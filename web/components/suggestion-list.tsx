import { BankOutlined, FileTextOutlined, ReadOutlined, UserOutlined } from "@ant-design/icons";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import type { Suggestion, SuggestionGroup } from "./suggestion-groups.ts";

const icons: Record<Suggestion["kind"], ComponentType<{ "aria-hidden"?: boolean }>> = {
  title: FileTextOutlined,
  lesson: ReadOutlined,
  author: UserOutlined,
  campus: BankOutlined,
};

interface SuggestionListProps {
  id: string;
  groups: SuggestionGroup[];
  /** Place of the chosen suggestion, −1 for none. */
  active: number;
  onChoose: (suggestion: Suggestion) => void;
}

/** The list below a search box. The cursor stays in the box, which tells which of these is active. */
export const SuggestionList = ({ id, groups, active, onChoose }: SuggestionListProps) => {
  const { t } = useTranslation();
  return (
    // The mouse must not take the cursor out of the box: that would close the list before the click arrives.
    <div
      role="listbox"
      id={id}
      className="suggestions"
      aria-label={t("suggest.label")}
      tabIndex={-1}
      onMouseDown={(event) => event.preventDefault()}
    >
      {groups.map(({ kind, items }) => {
        const Icon = icons[kind];
        return (
          // biome-ignore lint/a11y/useSemanticElements: a listbox groups its options by role, not by fieldset.
          <div key={kind} role="group" aria-labelledby={`${id}-${kind}`}>
            <div id={`${id}-${kind}`} role="presentation" className="suggestion-kind">
              {t(`suggest.kind.${kind}`)}
            </div>
            {items.map(({ suggestion, index }) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the box, where the cursor is.
              <div
                key={`${suggestion.key}:${suggestion.text}`}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                className="suggestion"
                ref={(option) => {
                  if (index === active) option?.scrollIntoView({ block: "nearest" });
                }}
                onClick={() => onChoose(suggestion)}
              >
                <Icon aria-hidden />
                <span className="suggestion-text">{suggestion.text}</span>
              </div>
            ))}
          </div>
        );
      })}
    </div>
  );
};

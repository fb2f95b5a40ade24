import { CloseOutlined, FilterOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { SearchReply } from "../../api/types.ts";
import type { FacetName, SearchState } from "./search-state.ts";
import { groupByWords, takeAsText, turnIntoFilters, type UnderstoodWords } from "./understood-words.ts";

interface UnderstoodProps {
  understood: SearchReply["understood"];
  state: SearchState;
  labelOf: (name: FacetName, key: string) => string;
  onChange: (state: SearchState) => void;
}

/** What the question's words were taken to say: each can be made a filter, or taken back to be plain text. */
export const Understood = ({ understood, state, labelOf, onChange }: UnderstoodProps) => {
  const { t, i18n } = useTranslation();
  const alternatives = new Intl.ListFormat(i18n.language, { type: "disjunction" });
  const words = groupByWords(understood, state);
  if (words.length === 0) return null;
  const inWords = ({ meanings }: UnderstoodWords) =>
    meanings
      .map(({ name, keys }) =>
        t("search.understood.means", {
          field: t(`field.${name}`),
          value: alternatives.format(keys.map((key) => labelOf(name, key))),
        }),
      )
      .join(" · ");
  return (
    <div className="understood">
      <span id="understood-heading">{t("search.understood.title")}</span>
      <ul className="chips" aria-labelledby="understood-heading">
        {words.map((word) => (
          <li key={word.text} className="understood-chip">
            <button
              type="button"
              title={t("search.understood.toFilter", { text: word.text })}
              onClick={() => onChange(turnIntoFilters(state, word))}
            >
              <FilterOutlined aria-hidden /> {inWords(word)}
            </button>
            <button
              type="button"
              aria-label={t("search.understood.takeBack", { text: word.text })}
              title={t("search.understood.takeBack", { text: word.text })}
              onClick={() => onChange(takeAsText(state, word.text))}
            >
              <CloseOutlined aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};

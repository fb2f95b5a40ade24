import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { askFor, type SearchState, writeSearch } from "./search-state.ts";

/** "您是不是要找：分数": whole questions, each a link. */
export const OtherSpellings = ({ questions, state }: { questions: string[]; state: SearchState }) => {
  const { t } = useTranslation();
  if (questions.length === 0) return null;
  return (
    <p className="other-spellings">
      {t("search.didYouMean")}{" "}
      {questions.map((question) => (
        <Link key={question} to={`/search?${writeSearch(askFor(state, question))}`}>
          {question}
        </Link>
      ))}
    </p>
  );
};

import { StarFilled, StarOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSavedSearches } from "../../api/saved-searches.ts";
import { SaveSearchDialog } from "./save-search-dialog.tsx";
import { isSameQuestion, nameFor, questionOf } from "./saved-question.ts";
import { type FacetName, isBlank, type SearchState } from "./search-state.ts";

interface SaveSearchProps {
  state: SearchState;
  labelOf: (name: FacetName, key: string) => string;
}

/** Keeps the question that is shown, so that what is new for it can be counted; says so where it is kept already. */
export const SaveSearch = ({ state, labelOf }: SaveSearchProps) => {
  const { t } = useTranslation();
  const { data } = useSavedSearches();
  const [isNaming, setIsNaming] = useState(false);
  const question = questionOf(state);
  if (isBlank(state)) return null;
  const saved = data?.items.find((search) => isSameQuestion(search.question, question));
  if (saved) {
    return (
      <Link to="/saved-searches" className="saved-mark">
        <StarFilled aria-hidden /> {t("saved.isSaved")}
      </Link>
    );
  }
  return (
    <>
      <Button icon={<StarOutlined aria-hidden />} onClick={() => setIsNaming(true)}>
        {t("saved.save")}
      </Button>
      {isNaming && (
        <SaveSearchDialog
          question={question}
          name={nameFor(state, labelOf)}
          onClose={() => setIsNaming(false)}
        />
      )}
    </>
  );
};

import { SearchOutlined } from "@ant-design/icons";
import { Input, type InputRef } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { mostQuestionCharacters } from "./question-length.ts";
import { type Suggestion, suggestionAddress } from "./suggestion-groups.ts";
import { SuggestionList } from "./suggestion-list.tsx";
import { useSlashKey } from "./use-slash-key.ts";
import { useSuggestionPicker } from "./use-suggestion-picker.ts";

interface SearchBoxProps {
  value?: string;
  onChange?: (q: string) => void;
  /** Whether an input method is in the middle of a word. */
  onComposing?: (isComposing: boolean) => void;
  onSubmit: (q: string) => void;
  /** What a chosen suggestion does; by default it goes to the page that it stands for. */
  onChoose?: (suggestion: Suggestion) => void;
  size?: "large" | "middle";
}

/** The one search box of a page, with suggestions while typing; the key "/" brings the cursor to it. */
export const SearchBox = (props: SearchBoxProps) => {
  const { value, onChange, onComposing, onSubmit, onChoose, size = "middle" } = props;
  const { t } = useTranslation();
  const navigate = useNavigate();
  const input = useRef<InputRef>(null);
  const [own, setOwn] = useState("");
  const [isCut, setIsCut] = useState(false);
  const typed = value ?? own;
  const picker = useSuggestionPicker(typed, (suggestion) => {
    if (onChoose) return onChoose(suggestion);
    setOwn("");
    void navigate(suggestionAddress(suggestion));
  });
  useSlashKey(input);
  const compose = (isComposing: boolean) => {
    picker.setIsComposing(isComposing);
    onComposing?.(isComposing);
  };
  return (
    <search className="search-box">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          picker.close();
          onSubmit(typed.trim());
        }}
      >
        <Input
          ref={input}
          type="search"
          name="q"
          size={size}
          maxLength={mostQuestionCharacters}
          prefix={<SearchOutlined aria-hidden />}
          placeholder={t("search.placeholder")}
          aria-label={t("search.label")}
          aria-keyshortcuts="/"
          autoComplete="off"
          enterKeyHint="search"
          value={typed}
          {...picker.inputProps}
          onCompositionStart={() => compose(true)}
          onCompositionEnd={() => compose(false)}
          onKeyDown={picker.onKeyDown}
          onBlur={picker.close}
          onPaste={({ currentTarget: box, clipboardData }) => {
            const kept = box.value.length - ((box.selectionEnd ?? 0) - (box.selectionStart ?? 0));
            setIsCut(kept + clipboardData.getData("text").length > mostQuestionCharacters);
          }}
          onChange={(event) => {
            const { value } = event.target;
            picker.open();
            setIsCut((wasCut) => wasCut && value.length >= mostQuestionCharacters);
            setOwn(value);
            onChange?.(value);
          }}
        />
      </form>
      {isCut && (
        <p className="search-cut" role="alert">
          {t("search.cut", { count: mostQuestionCharacters })}
        </p>
      )}
      {picker.isShown && (
        <SuggestionList
          id={picker.listId}
          groups={picker.groups}
          active={picker.active}
          onChoose={picker.choose}
        />
      )}
    </search>
  );
};

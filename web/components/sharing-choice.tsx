import { Radio } from "antd";
import { useTranslation } from "react-i18next";
import { useSharingWords } from "./use-sharing-words.ts";

interface SharingChoiceProps {
  /** "private", "public" or ids of units, as `can.shareWith` names them. */
  choices: string[];
  value: string | null;
  onChange: (sharedWith: string) => void;
}

/** With whom: each level in words that say who will see it. */
export const SharingChoice = ({ choices, value, onChange }: SharingChoiceProps) => {
  const { t } = useTranslation();
  const wordsOf = useSharingWords();
  return (
    <Radio.Group
      className="sharing-choice"
      aria-label={t("sharing.title")}
      value={value}
      onChange={(event) => onChange(event.target.value as string)}
    >
      {choices.map((choice) => (
        <Radio key={choice} value={choice}>
          {wordsOf(choice).title} <span className="quiet">{wordsOf(choice).hint}</span>
        </Radio>
      ))}
    </Radio.Group>
  );
};

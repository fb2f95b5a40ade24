import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useSharingWords } from "./use-sharing-words.ts";

/** With whom, in one line; the last choice is the widest. */
export const SharingSelect = ({
  choices,
  value,
  onChange,
}: {
  choices: string[];
  value: string;
  onChange: (sharedWith: string) => void;
}) => {
  const { t } = useTranslation();
  const wordsOf = useSharingWords();
  return (
    <Select
      aria-label={t("sharing.title")}
      value={value}
      onChange={onChange}
      popupMatchSelectWidth={false}
      options={choices.map((choice) => ({
        value: choice,
        label: t("sharing.with", { whom: wordsOf(choice).title }),
      }))}
    />
  );
};

import { Input } from "antd";
import { useTranslation } from "react-i18next";

interface TitleInputProps {
  id?: string;
  value: string;
  onChange: (title: string) => void;
}

/** One line of text that shows all of a long title, on a narrow screen too. */
export const TitleInput = ({ id, value, onChange }: TitleInputProps) => {
  const { t } = useTranslation();
  const isMissing = value.trim() === "";
  return (
    <Input.TextArea
      {...(id ? { id } : { "aria-label": t("field.title") })}
      className="title-input"
      value={value}
      maxLength={200}
      autoSize={{ minRows: 1, maxRows: 5 }}
      status={isMissing ? "error" : ""}
      aria-invalid={isMissing}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing) event.preventDefault();
      }}
      onChange={(event) => onChange(event.target.value.replace(/\s*\n\s*/g, " "))}
    />
  );
};

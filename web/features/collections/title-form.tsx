import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

interface TitleFormProps {
  label: string;
  first: string;
  onSave: (title: string) => void;
  onCancel: () => void;
}

/** A name being written: Enter keeps it, Esc leaves it as it was. */
export const TitleForm = ({ label, first, onSave, onCancel }: TitleFormProps) => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(first);
  const title = typed.trim();
  return (
    <form
      className="title-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (title === "" || title === first) onCancel();
        else onSave(title);
      }}
    >
      <Input
        autoFocus
        value={typed}
        maxLength={200}
        aria-label={label}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && !event.nativeEvent.isComposing) onCancel();
        }}
      />
      <Button type="primary" htmlType="submit" disabled={title === ""}>
        {t("action.save")}
      </Button>
      <Button onClick={onCancel}>{t("action.cancel")}</Button>
    </form>
  );
};

import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

interface NameInputProps {
  name: string;
  isSaving: boolean;
  onSave: (name: string) => void;
  onCancel: () => void;
}

/** A name being changed: Enter keeps it, Esc leaves it as it was. */
export const NameInput = ({ name, isSaving, onSave, onCancel }: NameInputProps) => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(name);
  const kept = typed.trim();
  return (
    <form
      className="saved-search-row"
      onSubmit={(event) => {
        event.preventDefault();
        if (kept === "" || kept === name) onCancel();
        else onSave(kept);
      }}
    >
      <Input
        autoFocus
        value={typed}
        maxLength={100}
        aria-label={t("saved.name")}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && !event.nativeEvent.isComposing) onCancel();
        }}
      />
      <Button type="primary" htmlType="submit" loading={isSaving} disabled={kept === ""}>
        {t("action.save")}
      </Button>
      <Button onClick={onCancel}>{t("action.cancel")}</Button>
    </form>
  );
};

import { Button, Checkbox, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FieldsForm } from "../../components/fields-form.tsx";
import { emptyFields, type ResourceFields } from "../../components/resource-fields.ts";
import type { RowsAction } from "./draft-rows.ts";

interface BulkBarProps {
  openIds: string[];
  selectedIds: string[];
  onSelect: (ids: string[]) => void;
  dispatch: (action: RowsAction) => void;
}

const nothing: ResourceFields = { ...emptyFields, kind: "" };

/** Choosing several drafts, to set fields of all of them at once or to make one resource of them. */
export const BulkBar = ({ openIds, selectedIds, onSelect, dispatch }: BulkBarProps) => {
  const { t } = useTranslation();
  const [isSetting, setIsSetting] = useState(false);
  const [patch, setPatch] = useState<Partial<ResourceFields>>({});
  const [titles, setTitles] = useState<string[]>([]);
  const count = selectedIds.length;
  const close = () => {
    setIsSetting(false);
    setPatch({});
    setTitles([]);
  };
  const apply = () => {
    const textbookTitles = "textbookNodeId" in patch ? titles : undefined;
    dispatch({ kind: "edit", ids: selectedIds, patch, textbookTitles });
    close();
  };
  return (
    <fieldset className="bulk-bar" aria-label={t("upload.bulk")}>
      <Checkbox
        checked={count > 0 && count === openIds.length}
        indeterminate={count > 0 && count < openIds.length}
        onChange={(event) => onSelect(event.target.checked ? openIds : [])}
      >
        {count > 0 ? t("upload.selected", { count }) : t("upload.selectAll")}
      </Checkbox>
      <Button disabled={count === 0} onClick={() => setIsSetting(true)}>
        {t("upload.setFields")}
      </Button>
      <Button
        disabled={count < 2}
        onClick={() => {
          dispatch({ kind: "merge", ids: selectedIds });
          onSelect([]);
        }}
      >
        {t("upload.merge")}
      </Button>
      <Modal
        open={isSetting}
        title={t("upload.setFieldsOf", { count })}
        okText={t("action.apply")}
        okButtonProps={{ disabled: Object.keys(patch).length === 0 }}
        onOk={apply}
        onCancel={close}
        destroyOnHidden
      >
        <p className="quiet">{t("upload.setFieldsHint")}</p>
        <FieldsForm
          value={{ ...nothing, ...patch }}
          textbookTitles={titles}
          hasTitle={false}
          hasTexts={false}
          onChange={(more, textbookTitles) => {
            const merged: Partial<ResourceFields> = { ...patch, ...more };
            if (merged.kind === "") delete merged.kind;
            setPatch(merged);
            if (textbookTitles) setTitles(textbookTitles);
          }}
        />
      </Modal>
    </fieldset>
  );
};

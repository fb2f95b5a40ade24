import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface EditableListProps<Item> {
  title: string;
  items: readonly Item[];
  blank: Item;
  onChange: (items: Item[]) => void;
  children: (item: Item, name: string, change: (item: Item) => void) => ReactNode;
}

/** Lines that can be changed, added and taken out. */
export const EditableList = <Item,>({ title, items, blank, onChange, children }: EditableListProps<Item>) => {
  const { t } = useTranslation();
  return (
    <fieldset className="editable-list">
      <legend>{title}</legend>
      {items.map((item, index) => {
        const name = `${title} ${index + 1}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name of its own, and its fields keep nothing themselves.
          <div key={index} className="editable-line">
            {children(item, name, (next) => onChange(items.map((one, at) => (at === index ? next : one))))}
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t("termCalendar.removeLine", { name })}
              onClick={() => onChange(items.filter((_, at) => at !== index))}
            />
          </div>
        );
      })}
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => onChange([...items, blank])}
        aria-label={t("termCalendar.addLine", { name: title })}
      >
        {t("termCalendar.add")}
      </Button>
    </fieldset>
  );
};

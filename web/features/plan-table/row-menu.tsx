import { Dropdown } from "antd";
import { type ReactElement, useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { ShownPlanRow } from "../../api/types.ts";

const items = ["edit", "above", "below", "up", "down", "week", "correction", "drop"] as const;
export type RowMenuItem = (typeof items)[number];

interface RowMenuProps {
  row: ShownPlanRow;
  onChoose: (item: RowMenuItem) => void;
  onClose: () => void;
  children: ReactElement;
}

const placedAfterMs = 60;

/** The open menu of one row. */
export const RowMenu = ({ row, onChoose, onClose, children }: RowMenuProps) => {
  const { t } = useTranslation();
  // The component's own way focuses before the menu has its place, and the page jumps to where it does not belong.
  useEffect(() => {
    const timer = setTimeout(
      () =>
        document
          .querySelector<HTMLElement>(".row-menu-popup [role=menuitem]")
          ?.focus({ preventScroll: true }),
      placedAfterMs,
    );
    return () => clearTimeout(timer);
  }, []);
  const label = (item: RowMenuItem) =>
    item === "correction" && row.isCorrection
      ? t("planTable.menu.noCorrection")
      : t(`planTable.menu.${item}`);
  return (
    <Dropdown
      open
      classNames={{ root: "row-menu-popup" }}
      trigger={["click"]}
      placement="bottomRight"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      menu={{
        items: items.map((item) => ({ key: item, label: label(item), danger: item === "drop" })),
        onClick: ({ key, domEvent }) => {
          domEvent.stopPropagation();
          onClose();
          onChoose(key as RowMenuItem);
        },
      }}
    >
      {children}
    </Dropdown>
  );
};

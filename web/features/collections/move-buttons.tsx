import { ArrowDownOutlined, ArrowUpOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";

interface MoveButtonsProps {
  name: string;
  /** Null where it is the first already. */
  up: (() => void) | null;
  down: (() => void) | null;
}

export const MoveButtons = ({ name, up, down }: MoveButtonsProps) => {
  const { t } = useTranslation();
  return (
    <>
      <Button
        size="small"
        icon={<ArrowUpOutlined aria-hidden />}
        aria-label={t("collections.moveUp", { name })}
        disabled={up === null}
        onClick={() => up?.()}
      />
      <Button
        size="small"
        icon={<ArrowDownOutlined aria-hidden />}
        aria-label={t("collections.moveDown", { name })}
        disabled={down === null}
        onClick={() => down?.()}
      />
    </>
  );
};

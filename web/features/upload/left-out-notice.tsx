import { Alert } from "antd";
import { useTranslation } from "react-i18next";

/** How many names are told; the rest is a number. */
const mostNamed = 5;

interface LeftOutNoticeProps {
  paths: string[];
  onClose: () => void;
}

/** Says which files of a folder were left where they are, because a system or an office program put them there. */
export const LeftOutNotice = ({ paths, onClose }: LeftOutNoticeProps) => {
  const { t } = useTranslation();
  if (paths.length === 0) return null;
  const named = paths.slice(0, mostNamed).join("、");
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      closable={{ onClose, "aria-label": t("action.close") }}
      title={t("upload.leftOut", { count: paths.length })}
      description={paths.length > mostNamed ? `${named} …` : named}
    />
  );
};

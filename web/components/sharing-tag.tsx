import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Sharing } from "../api/types.ts";
import { unitName } from "../api/units.ts";

const colors = { private: "default", public: "success" } as Record<Sharing["level"], string>;

/** With whom a resource is shared, in words. */
export const SharingTag = ({ sharing }: { sharing: Sharing }) => {
  const { t, i18n } = useTranslation();
  const unit = sharing.unit && unitName(sharing.unit, i18n.language);
  return (
    <Tag color={colors[sharing.level] ?? "blue"} className="sharing-tag">
      {unit ? t("sharing.withUnit", { unit }) : t(`sharing.${sharing.level}`)}
    </Tag>
  );
};

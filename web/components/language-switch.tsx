import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { changeLanguage } from "../locales/i18n.ts";

/** Names the other language in that language's own word. */
export const LanguageSwitch = () => {
  const { i18n } = useTranslation();
  const other = i18n.language === "en" ? "zh-CN" : "en";
  return (
    <Button type="text" lang={other} onClick={() => void changeLanguage(other)}>
      {other === "en" ? "English" : "中文"}
    </Button>
  );
};

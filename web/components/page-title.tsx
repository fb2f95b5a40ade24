import { useTranslation } from "react-i18next";

/** The browser tab's title; React moves it into the head. */
export const PageTitle = ({ title }: { title: string }) => {
  const { t } = useTranslation();
  return <title>{`${title} · ${t("product.name")}`}</title>;
};

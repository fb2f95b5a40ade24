import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { HeldWords } from "../../components/use-scan-words.ts";

/** In the place of a look into a file that is given to nobody. */
export const HeldNotice = ({ name, held }: { name: string; held: HeldWords }) => {
  const { t } = useTranslation();
  return (
    <section className="preview" aria-label={t("preview.of", { name })}>
      <Alert
        type={held.isWaiting ? "info" : "error"}
        showIcon
        role="status"
        title={held.isWaiting ? t("scan.title.waiting") : t("scan.title.held")}
        description={held.words}
      />
    </section>
  );
};

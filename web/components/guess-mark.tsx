import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";

/** Says that a value was guessed, and from what. */
export const GuessMark = ({ because }: { because: string }) => {
  const { t } = useTranslation();
  return (
    <Tooltip title={because}>
      <button type="button" className="guess-mark" aria-label={t("guess.because", { because })}>
        {t("guess.mark")}
      </button>
    </Tooltip>
  );
};

import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { ReadPlanSheet } from "../../api/types.ts";

/** Each row of a sheet that was not understood, or not wholly, and why. */
export const LeftOutRows = ({ problems }: { problems: ReadPlanSheet["problems"] }) => {
  const { t } = useTranslation();
  if (problems.length === 0) return null;
  return (
    <Alert
      type="warning"
      title={t("plans.leftOut", { count: problems.length })}
      description={
        <ul className="left-out">
          {problems.map(({ number, code, text }) => (
            <li key={`${number}${code}${text}`}>
              {number > 0 && <strong>{t("plans.sheetRow", { number })} </strong>}
              {t(`plans.problem.${code}`)}
              {text && <span className="quiet"> {text}</span>}
            </li>
          ))}
        </ul>
      }
    />
  );
};

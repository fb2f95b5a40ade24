import { Alert } from "antd";
import { useTranslation } from "react-i18next";

interface ToldRowsProps {
  title: string;
  /** Rows of the sheet, 0 for the whole of it, with what is said of each. */
  told: { number: number; text: string; words: string }[];
}

/** Rows of a sheet of which there is something to say, each with what stands there. */
export const ToldRows = ({ title, told }: ToldRowsProps) => {
  const { t } = useTranslation();
  if (told.length === 0) return null;
  return (
    <Alert
      type="warning"
      title={title}
      description={
        <ul className="left-out">
          {told.map(({ number, text, words }) => (
            <li key={`${number}${words}${text}`}>
              {number > 0 && <strong>{t("plans.sheetRow", { number })} </strong>}
              {words}
              {text && <span className="quiet"> {text}</span>}
            </li>
          ))}
        </ul>
      }
    />
  );
};

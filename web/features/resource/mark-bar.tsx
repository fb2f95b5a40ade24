import { DownOutlined, UpOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";

interface MarkBarProps {
  count: number;
  /** There are more than these. */
  isCut?: boolean;
  /** Counted from 0; −1 while none was gone to. */
  current: number;
  /** Only the numbers are to be seen, where room is scarce. */
  isShort?: boolean;
  onStep: (by: 1 | -1) => void;
}

/** How many times the words stand in the file, and the way from one to the next. */
export const MarkBar = ({ count, isCut = false, current, isShort = false, onStep }: MarkBarProps) => {
  const { t } = useTranslation();
  if (count === 0) return <p className="quiet">{t("preview.marks.none")}</p>;
  const place = t(isCut ? "preview.marks.placeOfMore" : "preview.marks.place", {
    number: current + 1,
    count,
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a bar with two buttons is no form, so no fieldset.
    <div className="mark-bar" role="group" aria-label={t("preview.marks.label")}>
      <span role="status">
        {isShort ? (
          <>
            <span className="visually-hidden">{place}</span>
            <span aria-hidden>
              {current + 1} / {count}
              {isCut && "+"}
            </span>
          </>
        ) : (
          place
        )}
      </span>
      <Button
        size="small"
        icon={<UpOutlined aria-hidden />}
        aria-label={t("preview.marks.previous")}
        onClick={() => onStep(-1)}
      />
      <Button
        size="small"
        icon={<DownOutlined aria-hidden />}
        aria-label={t("preview.marks.next")}
        onClick={() => onStep(1)}
      />
    </div>
  );
};

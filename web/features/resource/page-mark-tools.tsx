import { HighlightOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { MarkBar } from "./mark-bar.tsx";
import type { PageMarks } from "./use-page-marks.ts";

/** Marks on and off, and the way from one to the next; nothing where there are none. */
export const PageMarkTools = ({ marks, isCut, current, isShown, act }: PageMarks) => {
  const { t } = useTranslation();
  if (marks.length === 0) return null;
  return (
    <span className="viewer-bar-group">
      <Button
        type="text"
        className={isShown ? "mark-toggle is-on" : "mark-toggle"}
        icon={<HighlightOutlined aria-hidden />}
        aria-label={t("preview.marks.onPages")}
        aria-pressed={isShown}
        title={t("preview.marks.keys")}
        onClick={() => act("toggle")}
      />
      <MarkBar
        count={marks.length}
        isCut={isCut}
        current={current}
        isShort
        onStep={(by) => act(by === 1 ? "next" : "previous")}
      />
    </span>
  );
};

import {
  FullscreenExitOutlined,
  FullscreenOutlined,
  LeftOutlined,
  RightOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from "@ant-design/icons";
import { Button, InputNumber } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Preview } from "../../api/types.ts";
import type { ViewerAct, ViewerState } from "./viewer-state.ts";

interface ViewerBarProps {
  state: ViewerState;
  pages: Preview["pages"];
  /** Of the file: not each page has a picture. */
  lastPage: number;
  onAct: (act: ViewerAct) => void;
  /** More tools, in the middle. */
  children?: ReactNode;
}

const BarButton = ({
  label,
  icon,
  isDisabled = false,
  onClick,
}: {
  label: string;
  icon: ReactNode;
  isDisabled?: boolean;
  onClick: () => void;
}) => (
  <Button type="text" icon={icon} aria-label={label} title={label} disabled={isDisabled} onClick={onClick} />
);

/** Page, size and the whole screen, for those who use no keys. */
export const ViewerBar = ({ state, pages, lastPage, onAct, children }: ViewerBarProps) => {
  const { t } = useTranslation();
  const { place, zoom, isFull, missing } = state;
  const goToPage = (page: number | null) => {
    if (page === null) return;
    const found = pages.findIndex((one) => one.page >= page);
    onAct(found < 0 ? { act: "miss", page } : { act: "go", place: found });
  };
  return (
    <div className="viewer-bar" role="toolbar" aria-label={t("preview.bar")}>
      <span className="viewer-bar-group">
        <BarButton
          label={t("preview.previousPage")}
          icon={<LeftOutlined aria-hidden />}
          isDisabled={place === 0}
          onClick={() => onAct({ act: "previous" })}
        />
        <InputNumber
          className="page-input"
          size="small"
          controls={false}
          min={1}
          max={lastPage}
          precision={0}
          value={missing ?? pages[place]?.page ?? 1}
          onChange={goToPage}
          aria-label={t("preview.pageNumber")}
        />
        <span className="quiet">/ {lastPage}</span>
        <BarButton
          label={t("preview.nextPage")}
          icon={<RightOutlined aria-hidden />}
          isDisabled={place === pages.length - 1}
          onClick={() => onAct({ act: "next" })}
        />
      </span>
      {children}
      <span className="viewer-bar-group">
        <BarButton
          label={t("preview.reduce")}
          icon={<ZoomOutOutlined aria-hidden />}
          onClick={() => onAct({ act: "reduce" })}
        />
        <button
          type="button"
          className="zoom-button"
          title={t("preview.fit")}
          onClick={() => onAct({ act: "fit" })}
        >
          {Math.round(zoom * 100)}%
        </button>
        <BarButton
          label={t("preview.enlarge")}
          icon={<ZoomInOutlined aria-hidden />}
          onClick={() => onAct({ act: "enlarge" })}
        />
        <BarButton
          label={t(isFull ? "preview.leaveFull" : "preview.full")}
          icon={isFull ? <FullscreenExitOutlined aria-hidden /> : <FullscreenOutlined aria-hidden />}
          onClick={() => onAct({ act: isFull ? "leave-full" : "enter-full" })}
        />
      </span>
    </div>
  );
};

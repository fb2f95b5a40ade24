import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { addDays, useDays } from "./use-days.ts";

interface WeekBarProps {
  monday: string;
  isNow: boolean;
  /** Null: the present week. */
  onGo: (day: string | null) => void;
}

/** Keys belong to the page only where nothing else wants them. */
const isElsewhere = ({ target, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean =>
  altKey ||
  ctrlKey ||
  metaKey ||
  shiftKey ||
  (target instanceof HTMLElement &&
    target.closest("input, textarea, [contenteditable], [role=dialog], [role=combobox], [role=menu]") !==
      null);

/** From week to week: by buttons, by the arrow keys, and by Home to the present one. */
export const WeekBar = ({ monday, isNow, onGo }: WeekBarProps) => {
  const { t } = useTranslation();
  const { spanWords } = useDays();
  useEffect(() => {
    const go = (event: KeyboardEvent) => {
      const steps: Record<string, string | null> = {
        ArrowLeft: addDays(monday, -7),
        ArrowRight: addDays(monday, 7),
        Home: null,
      };
      const to = steps[event.key];
      if (to === undefined || isElsewhere(event)) return;
      event.preventDefault();
      onGo(to);
    };
    addEventListener("keydown", go);
    return () => removeEventListener("keydown", go);
  }, [monday, onGo]);
  return (
    <nav className="week-bar" aria-label={t("teaching.weeks")}>
      <Button
        icon={<LeftOutlined aria-hidden />}
        aria-label={t("teaching.previousWeek")}
        title={`${t("teaching.previousWeek")} (←)`}
        onClick={() => onGo(addDays(monday, -7))}
      />
      <strong aria-live="polite">{spanWords(monday, addDays(monday, 6))}</strong>
      <Button
        icon={<RightOutlined aria-hidden />}
        aria-label={t("teaching.nextWeek")}
        title={`${t("teaching.nextWeek")} (→)`}
        onClick={() => onGo(addDays(monday, 7))}
      />
      <Button disabled={isNow} onClick={() => onGo(null)} title="Home">
        {t("teaching.thisWeek")}
      </Button>
    </nav>
  );
};

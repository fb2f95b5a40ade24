import { App } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { type Location, useBlocker } from "react-router";

const pathOf = ({ pathname }: Location): string => pathname;

type WouldLose = (from: Location, to: Location) => boolean;
/** Of all forms on the page: the router asks only one of its blockers, which therefore answers for all. */
const unsaved = new Set<WouldLose>();

/** Asks before unsaved work is left, by a link or by closing the tab. Work stays where `placeOf` an address stays the same. */
export const useLeaveWarning = (hasUnsavedWork: boolean, placeOf = pathOf): void => {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const blocker = useBlocker(({ currentLocation, nextLocation }) =>
    [...unsaved].some((wouldLose) => wouldLose(currentLocation, nextLocation)),
  );
  useEffect(() => {
    if (!hasUnsavedWork) return;
    const wouldLose: WouldLose = (from, to) => placeOf(from) !== placeOf(to);
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    unsaved.add(wouldLose);
    window.addEventListener("beforeunload", warn);
    return () => {
      unsaved.delete(wouldLose);
      window.removeEventListener("beforeunload", warn);
    };
  }, [hasUnsavedWork, placeOf]);
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    modal.confirm({
      title: t("leave.title"),
      content: t("leave.text"),
      okText: t("leave.leave"),
      cancelText: t("leave.stay"),
      okButtonProps: { danger: true },
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
  }, [blocker, modal, t]);
};

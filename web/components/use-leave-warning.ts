import { App } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { type Location, useBlocker } from "react-router";

const pathOf = ({ pathname }: Location): string => pathname;

/** Asks before unsaved work is left, by a link or by closing the tab. Work stays where `placeOf` an address stays the same. */
export const useLeaveWarning = (hasUnsavedWork: boolean, placeOf = pathOf): void => {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      hasUnsavedWork && placeOf(currentLocation) !== placeOf(nextLocation),
  );
  useEffect(() => {
    if (!hasUnsavedWork) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [hasUnsavedWork]);
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

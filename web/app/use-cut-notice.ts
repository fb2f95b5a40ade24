import { App } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

/** How much of what is pasted the field has no room for: the browser leaves it out without a word. */
const leftOut = ({ target, clipboardData }: ClipboardEvent): { left: number; most: number } | null => {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return null;
  const { maxLength: most, value, selectionStart, selectionEnd } = target;
  const replaced = (selectionEnd ?? 0) - (selectionStart ?? 0);
  const pasted = clipboardData?.getData("text").replaceAll("\r\n", "\n").length ?? 0;
  const left = value.length - replaced + pasted - most;
  return most > 0 && left > 0 ? { left, most } : null;
};

/** Says that a field takes only the beginning of what is pasted into it. */
export const useCutNotice = (): void => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  useEffect(() => {
    const tell = (event: ClipboardEvent) => {
      const cut = leftOut(event);
      if (cut) void message.warning(t("state.cut", { count: cut.left, most: cut.most }));
    };
    document.addEventListener("paste", tell, { capture: true });
    return () => document.removeEventListener("paste", tell, { capture: true });
  }, [t, message]);
};

import { useTranslation } from "react-i18next";
import { unitName, useUnits } from "../api/units.ts";

/** A sharing choice ("private", "public" or a unit's id) in words: its name, and who will see the resource. */
export const useSharingWords = () => {
  const { t, i18n } = useTranslation();
  const { data: units } = useUnits();
  return (choice: string): { title: string; hint: string } => {
    if (choice === "private" || choice === "public") {
      return { title: t(`sharing.${choice}`), hint: t(`sharing.hint.${choice}`) };
    }
    const unit = units?.items.find(({ id }) => id === choice);
    return unit
      ? { title: unitName(unit, i18n.language), hint: t(`sharing.hint.${unit.kind}`) }
      : { title: t("state.loading"), hint: "" };
  };
};

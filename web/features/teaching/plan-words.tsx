import { useTranslation } from "react-i18next";
import type { PlanChoice } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { useLabels } from "../../components/use-labels.ts";

/** What tells a plan from others of its subject and grade: its edition, and whose it is. */
export const PlanWords = ({ plan: { edition, unit } }: { plan: PlanChoice }) => {
  const { i18n } = useTranslation();
  const { label } = useLabels();
  const words = [edition && label("edition", edition), unitName(unit, i18n.language)];
  return <span className="quiet">{words.filter(Boolean).join(" · ")}</span>;
};

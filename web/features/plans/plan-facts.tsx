import { useTranslation } from "react-i18next";
import type { PlanCard } from "../../api/types.ts";
import { useLabels } from "../../components/use-labels.ts";

/** What a plan is of, in one line. */
export const PlanFacts = ({
  plan,
}: {
  plan: Pick<PlanCard, "term" | "subject" | "grade" | "volume" | "edition">;
}) => {
  const { i18n } = useTranslation();
  const { label } = useLabels();
  const words = [
    label("term", plan.term),
    label("subject", plan.subject),
    label("grade", plan.grade),
    plan.edition && label("edition", plan.edition),
    plan.volume && label("volume", plan.volume),
  ];
  return <span className="quiet">{words.filter(Boolean).join(i18n.language === "en" ? ", " : " · ")}</span>;
};

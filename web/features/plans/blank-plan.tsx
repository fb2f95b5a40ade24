import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CreateButton } from "./create-button.tsx";
import { HeadingForm } from "./heading-form.tsx";
import { newPlanOf, type PlanHeading } from "./plan-heading.ts";

export interface NewPlanProps {
  first: PlanHeading;
  /** Where the caller writes plans. */
  unitIds: string[];
}

/** A plan that is to be filled in its table. */
export const BlankPlan = ({ first, unitIds }: NewPlanProps) => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Partial<PlanHeading>>({});
  const heading = { ...first, ...typed };
  return (
    <>
      <p className="quiet">{t("plans.blankHint")}</p>
      <HeadingForm unitIds={unitIds} value={heading} onChange={(patch) => setTyped({ ...typed, ...patch })} />
      <CreateButton
        heading={heading}
        hasWork={Object.keys(typed).length > 0}
        plan={() => newPlanOf(heading)}
      />
    </>
  );
};

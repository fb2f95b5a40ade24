import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TeachingProgress } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { PlanDialog } from "./plan-dialog.tsx";
import { standingsOf } from "./progress-figures.ts";
import { type Line, ProgressLine } from "./progress-line.tsx";
import { useProgressWords } from "./use-progress-words.ts";

/** A campus's classes; whoever may says which plan they follow, for all of a grade and subject together. */
export const CampusProgress = ({ campus, classes }: TeachingProgress["campuses"][number]) => {
  const { t, i18n } = useTranslation();
  const [chosenFor, setChosenFor] = useState<Line | null>(null);
  const { classCount, behindCount, range } = standingsOf(classes);
  const { standing } = useProgressWords();
  const canChange = ({ can, choices, planStanding }: Line) =>
    can.choosePlan && (choices.length > 1 || planStanding === "replaced");
  const besides = classes.filter(
    ({ can, grade, subject }) =>
      can.choosePlan && grade === chosenFor?.grade && subject === chosenFor.subject,
  );
  return (
    <section className="course">
      <div className="course-head">
        <h2>{unitName(campus, i18n.language)}</h2>
        <span className="quiet">{t("teaching.classCount", { count: classCount })}</span>
        {behindCount > 0 && (
          <span className="is-behind">{t("teaching.classesBehind", { count: behindCount })}</span>
        )}
        {range && (
          <span className="quiet">
            {t("teaching.standings", { worst: standing(range.worst), median: standing(range.median) })}
          </span>
        )}
      </div>
      <ul className="progress-lines">
        {classes.map((one) => (
          <ProgressLine
            key={one.id}
            line={one}
            onChoosePlan={canChange(one) ? () => setChosenFor(one) : null}
          />
        ))}
      </ul>
      {chosenFor && (
        <PlanDialog
          plan={chosenFor.plan}
          choices={chosenFor.choices}
          classes={besides.map(({ id, name, plan }) => ({ id, name, planId: plan?.id }))}
          onClose={() => setChosenFor(null)}
        />
      )}
    </section>
  );
};

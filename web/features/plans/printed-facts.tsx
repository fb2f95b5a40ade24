import { useTranslation } from "react-i18next";
import type { Plan, TermCalendar } from "../../api/types.ts";
import { useDayWords } from "../../components/use-day-words.ts";

/** What heads a printed plan beside its subject and grade: how many periods, and how its term runs. */
export const PrintedFacts = ({ plan, calendar }: { plan: Plan; calendar: TermCalendar | undefined }) => {
  const { t, i18n } = useTranslation();
  const comma = i18n.language === "en" ? ", " : "、";
  const words = useDayWords();
  const weeks = calendar?.weeks ?? [];
  const exams = weeks.filter(({ isExam }) => isExam).map(({ number }) => number);
  const holidays = [...(calendar?.groupRules?.holidays ?? []), ...(calendar?.rules?.holidays ?? [])];
  const facts = [
    t("plans.periodsAWeek", { count: plan.periodsPerWeek }),
    t("plans.totalPeriods", { count: plan.rows.reduce((sum, { periods }) => sum + periods, 0) }),
    weeks[0] && t("plans.termBegins", { day: words.day(weeks[0].from) }),
    weeks.length > 0 && t("plans.weekCount", { count: weeks.length }),
    exams.length > 0 && t("plans.examWeeks", { numbers: exams.join(comma) }),
    holidays.length > 0 &&
      t("plans.holidays", {
        days: holidays.map(({ name, from, until }) => `${name} ${words.span(from, until)}`).join(comma),
      }),
  ];
  return <>{facts.filter(Boolean).join(" · ")}</>;
};

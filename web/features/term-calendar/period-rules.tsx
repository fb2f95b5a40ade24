import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { GroupPeriodRules } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { useApi } from "../../api/use-api.ts";
import { QueryState } from "../../components/query-state.tsx";
import { useLabels } from "../../components/use-labels.ts";
import { periodsAt } from "./period-places.ts";
import { PeriodRulesForm } from "./period-rules-form.tsx";

/** Periods a week by subject and grade, as the unit's group has them: edited by who keeps its calendar. */
export const PeriodRulesSection = ({ unitId }: { unitId: string }) => {
  const { t, i18n } = useTranslation();
  const { label } = useLabels();
  const rules = useApi("GET /api/units/{id}/period-rules", { params: { id: unitId } });
  return (
    <section className="period-rules">
      <h2>{t("periods.title")}</h2>
      <QueryState query={rules}>
        {(shown) => (
          <>
            <p className="quiet">
              {t(shown.isProposal ? "periods.isProposal" : "periods.setBy", {
                group: unitName(shown.group, i18n.language),
              })}
            </p>
            {shown.overfull.map(({ grade, allowed, named }) => (
              <Alert
                key={grade}
                className="form-alert"
                type="warning"
                showIcon
                title={t("periods.overfull", { grade: label("grade", grade), allowed, named })}
              />
            ))}
            {shown.can.edit ? <PeriodRulesForm shown={shown} /> : <PeriodRulesList shown={shown} />}
          </>
        )}
      </QueryState>
    </section>
  );
};

const PeriodRulesList = ({ shown: { rules } }: { shown: GroupPeriodRules }) => {
  const { t } = useTranslation();
  const { label, options } = useLabels();
  const named = new Set([...rules.totals, ...rules.subjects].map(({ grade }) => grade));
  const known = options("grade").map(({ value }) => value);
  const grades = [...new Set([...known.filter((grade) => named.has(grade)), ...named])];
  if (grades.length === 0) return <p>{t("periods.none")}</p>;
  const wordsOf = (grade: string) => {
    const total = periodsAt(rules, { grade, subject: null });
    return [
      ...(total === null ? [] : [t("periods.inAll", { periods: total })]),
      ...rules.subjects
        .filter((one) => one.grade === grade)
        .map(({ subject, periods }) => `${label("subject", subject)} ${periods}`),
    ];
  };
  return (
    <dl className="period-list">
      {grades.map((grade) => (
        <div key={grade}>
          <dt>{label("grade", grade)}</dt>
          {wordsOf(grade).map((words) => (
            <dd key={words}>{words}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
};

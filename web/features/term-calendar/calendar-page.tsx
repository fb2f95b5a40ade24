import { useQueries } from "@tanstack/react-query";
import { Select, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { call } from "../../api/client.ts";
import type { PublicHolidays } from "../../api/types.ts";
import { unitName, useUnits } from "../../api/units.ts";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { useLabels } from "../../components/use-labels.ts";
import { CalendarEditor } from "./calendar-editor.tsx";
import { fullRules, yearsOf } from "./calendar-rules.ts";
import { PeriodRulesSection } from "./period-rules.tsx";
import { PublicHolidayYear } from "./public-holidays.tsx";
import "./term-calendar.css";
import { TermMonths } from "./term-months.tsx";

/** The calendar of a group's or campus's term: edited by who keeps it, read by the others. */
export const CalendarPage = () => {
  const { t } = useTranslation();
  const { unitId = "", term = "" } = useParams();
  const { label } = useLabels();
  return (
    <>
      <PageTitle title={t("termCalendar.title", { term: label("term", term) })} />
      <h1>{t("termCalendar.title", { term: label("term", term) })}</h1>
      <CalendarChoice unitId={unitId} term={term} />
      <Calendar key={`${unitId}/${term}`} unitId={unitId} term={term} />
    </>
  );
};

const CalendarChoice = ({ unitId, term }: { unitId: string; term: string }) => {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { options } = useLabels();
  const units = (useUnits().data?.items ?? []).filter(({ kind }) => kind === "group" || kind === "campus");
  return (
    <div className="calendar-choice">
      <Select
        aria-label={t("termCalendar.unit")}
        value={units.some(({ id }) => id === unitId) ? unitId : null}
        options={units.map((unit) => ({ value: unit.id, label: unitName(unit, i18n.language) }))}
        onChange={(next) => void navigate(`/calendars/${next}/${term}`)}
      />
      <Select
        aria-label={t("field.term")}
        value={term}
        options={options("term")}
        onChange={(next) => void navigate(`/calendars/${unitId}/${next}`)}
      />
    </div>
  );
};

const Calendar = ({ unitId, term }: { unitId: string; term: string }) => {
  const { t } = useTranslation();
  const calendar = useApi("GET /api/units/{id}/calendars/{term}", { params: { id: unitId, term } });
  const asked = useQueries({
    queries: yearsOf(term).map((year) => ({
      queryKey: ["GET /api/units/{id}/holidays/{year}", { params: { id: unitId, year } }],
      queryFn: () => call("GET /api/units/{id}/holidays/{year}", { params: { id: unitId, year } }),
    })),
  });
  const years = asked.flatMap(({ data }) => (data ? [data] : [])) as PublicHolidays[];
  const areYearsKnown = asked.every(({ isPending }) => !isPending);
  return (
    <QueryState query={calendar}>
      {(shown) => (
        <>
          {shown.can.edit && !areYearsKnown && <Skeleton active />}
          {shown.can.edit && areYearsKnown && <CalendarEditor calendar={shown} publicHolidays={years} />}
          {!shown.can.edit && shown.weeks.length === 0 && <EmptyNotice text={t("termCalendar.empty")} />}
          {!shown.can.edit && (
            <TermMonths
              weeks={shown.weeks}
              holidays={[...fullRules(shown.groupRules).holidays, ...fullRules(shown.rules).holidays]}
            />
          )}
          <section className="public-years">
            <h2>{t("termCalendar.publicHolidays")}</h2>
            {years.map((holidays) => (
              <PublicHolidayYear key={holidays.year} holidays={holidays} />
            ))}
          </section>
          <PeriodRulesSection unitId={unitId} />
        </>
      )}
    </QueryState>
  );
};

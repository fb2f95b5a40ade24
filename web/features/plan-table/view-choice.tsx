import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import type { TermCalendar } from "../../api/types.ts";
import { isNow } from "./calendar-days.ts";
import { weekId } from "./week-sections.ts";

const goToWeek = (number: number): void => {
  const week = document.getElementById(weekId(number));
  week?.scrollIntoView();
  week?.focus({ preventScroll: true });
};

/** The table, or the same over the days of the term; the address says which. Either is long, and one works in this week. */
export const ViewChoice = ({ calendar }: { calendar: TermCalendar | undefined }) => {
  const { t } = useTranslation();
  const [address] = useSearchParams();
  const shown = address.get("view") === "calendar" ? "calendar" : "table";
  const thisWeek = (calendar?.weeks.findIndex(isNow) ?? -1) + 1;
  const to = (view: string) => {
    const next = new URLSearchParams(address);
    if (view === "calendar") next.set("view", view);
    else next.delete("view");
    return `?${next}`;
  };
  return (
    <nav className="view-choice" aria-label={t("planTable.view")}>
      {(["table", "calendar"] as const).map((view) => (
        <Link key={view} to={to(view)} preventScrollReset {...(view === shown && { "aria-current": "page" })}>
          {t(`planTable.viewAs.${view}`)}
        </Link>
      ))}
      {thisWeek > 0 && (
        <button type="button" onClick={() => goToWeek(thisWeek)}>
          {t("planTable.toThisWeek", { number: thisWeek })}
        </button>
      )}
    </nav>
  );
};

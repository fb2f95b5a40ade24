import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";

/** The table, or the same over the days of the term; the address says which. */
export const ViewChoice = () => {
  const { t } = useTranslation();
  const [address] = useSearchParams();
  const shown = address.get("view") === "calendar" ? "calendar" : "table";
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
    </nav>
  );
};

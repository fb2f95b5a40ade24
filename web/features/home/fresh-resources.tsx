import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { ResourceLines } from "../../components/resource-lines.tsx";
import type { TeachingFocus } from "../../components/teaching-focus.ts";
import { useLabels } from "../../components/use-labels.ts";
import { useTeachingFocus } from "../../components/use-teaching-focus.ts";

const filtersOf = (focus: TeachingFocus | null) =>
  focus ? { subject: focus.subject, ...(focus.grade && { grade: focus.grade }) } : {};

/** What is new for one's own subject and grade; for everybody's where these are not known or have nothing. */
export const FreshResources = () => {
  const { t } = useTranslation();
  const { label } = useLabels();
  const { focus, isSettled } = useTeachingFocus();
  const focused = useApi(
    "GET /api/resources",
    { query: { view: "published", limit: 8, ...filtersOf(focus) } },
    { enabled: isSettled },
  );
  const hasNothing = focus !== null && focused.data?.items.length === 0;
  const general = useApi(
    "GET /api/resources",
    { query: { view: "published", limit: 8 } },
    { enabled: hasNothing },
  );
  const isFocused = focus !== null && !hasNothing;
  const words =
    focus && [label("subject", focus.subject), focus.grade && label("grade", focus.grade)].filter(Boolean);
  const searchAddress = `/search?${new URLSearchParams({ ...(isFocused ? filtersOf(focus) : {}), sort: "newest" })}`;
  return (
    <section aria-labelledby="fresh-heading">
      <div className="section-heading">
        <h2 id="fresh-heading">
          {isFocused ? t("home.freshFor", { focus: words?.join(" · ") }) : t("home.fresh")}
        </h2>
        <Link to={searchAddress}>{t("action.showAll")}</Link>
      </div>
      <QueryState query={hasNothing ? general : focused}>
        {({ items }) =>
          items.length > 0 ? <ResourceLines items={items} /> : <EmptyNotice text={t("home.nothingFresh")} />
        }
      </QueryState>
    </section>
  );
};

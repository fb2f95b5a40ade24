import { FilterOutlined } from "@ant-design/icons";
import { Button, Drawer, Grid, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PageTitle } from "../../components/page-title.tsx";
import { SavedSearchList } from "../../components/saved-search-list.tsx";
import { SearchBox } from "../../components/search-box.tsx";
import { ActiveFilters } from "./active-filters.tsx";
import { FacetPanel } from "./facet-panel.tsx";
import { Results } from "./results.tsx";
import { SaveSearch } from "./save-search.tsx";
import { askFor, chosenFilters, isBlank, sorts } from "./search-state.ts";
import { Understood } from "./understood.tsx";
import { useChooseSuggestion } from "./use-choose-suggestion.ts";
import { useFacetLabel } from "./use-facet-label.ts";
import { useHitKeys } from "./use-hit-keys.ts";
import { useSearch } from "./use-search.ts";
import { useSearchAddress } from "./use-search-address.ts";
import { useTypedQuestion } from "./use-typed-question.ts";
import "./search.css";

export const SearchPage = () => {
  const { t } = useTranslation();
  const { lg: isWide } = Grid.useBreakpoint();
  const [isDrawerOpen, setIsDrawerOpen] = useState(false);
  const { state, show } = useSearchAddress();
  const question = useTypedQuestion(state.q, (q) => show(askFor(state, q), true));
  const choose = useChooseSuggestion(state, show, question.setTyped);
  const search = useSearch(state);
  const first = search.data?.pages[0];
  const facets = first?.facets ?? {};
  const labelOf = useFacetLabel(facets);
  const chosenCount = chosenFilters(state).length;
  const { area, onKeyDown } = useHitKeys();
  const panel = <FacetPanel state={state} facets={facets} labelOf={labelOf} onChange={show} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys are a shortcut beside Tab, not the only way.
    <div className="search-page" ref={area} onKeyDown={onKeyDown}>
      <PageTitle title={state.q ? t("search.titleFor", { q: state.q }) : t("search.title")} />
      <h1 className="visually-hidden">{t("search.title")}</h1>
      <SearchBox
        size="large"
        value={question.typed}
        onChange={question.setTyped}
        onComposing={question.setIsComposing}
        onSubmit={(q) => show(askFor(state, q))}
        onChoose={choose}
      />
      {first && <Understood understood={first.understood} state={state} labelOf={labelOf} onChange={show} />}
      <div className="search-columns">
        {isWide && (
          <aside className="facets" aria-label={t("search.filters")}>
            {panel}
          </aside>
        )}
        <section aria-labelledby="results-heading">
          <h2 id="results-heading" className="visually-hidden">
            {t("search.results")}
          </h2>
          <div className="search-bar">
            <p className="search-total" role="status">
              {first && t("search.total", { count: first.total, ms: Math.max(1, Math.round(first.tookMs)) })}
            </p>
            <SaveSearch state={state} labelOf={labelOf} />
            {!isWide && (
              <Button icon={<FilterOutlined aria-hidden />} onClick={() => setIsDrawerOpen(true)}>
                {chosenCount > 0 ? t("search.filtersChosen", { count: chosenCount }) : t("search.filters")}
              </Button>
            )}
            <Select
              aria-label={t("search.sort")}
              value={state.sort}
              popupMatchSelectWidth={false}
              options={sorts.map((sort) => ({ value: sort, label: t(`search.sorts.${sort}`) }))}
              onChange={(sort) => show({ ...state, sort })}
            />
          </div>
          {isBlank(state) && <SavedSearchList />}
          <ActiveFilters state={state} labelOf={labelOf} onChange={show} />
          <Results search={search} state={state} labelOf={labelOf} onChange={show} />
        </section>
      </div>
      {!isWide && (
        <Drawer
          open={isDrawerOpen}
          onClose={() => setIsDrawerOpen(false)}
          title={t("search.filters")}
          size="min(320px, 88vw)"
          footer={
            <Button type="primary" block onClick={() => setIsDrawerOpen(false)}>
              {t("search.showHits", { count: first?.total ?? 0 })}
            </Button>
          }
        >
          {panel}
        </Drawer>
      )}
    </div>
  );
};

import { Alert, Button, Result } from "antd";
import { useTranslation } from "react-i18next";
import { QueryState } from "../../components/query-state.tsx";
import { mostQuestionCharacters } from "../../components/question-length.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { EmptyResults } from "./empty-results.tsx";
import { HitCard } from "./hit-card.tsx";
import { OtherSpellings } from "./other-spellings.tsx";
import { type FacetName, isWordless, type SearchState } from "./search-state.ts";
import type { useSearch } from "./use-search.ts";

interface ResultsProps {
  search: ReturnType<typeof useSearch>;
  state: SearchState;
  labelOf: (name: FacetName, key: string) => string;
  onChange: (state: SearchState) => void;
}

export const Results = ({ search, state, labelOf, onChange }: ResultsProps) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  if (state.q.length > mostQuestionCharacters)
    return (
      <Result
        status="warning"
        title={<h2 className="result-title">{t("search.tooLong")}</h2>}
        subTitle={t("search.tooLongHint", { count: mostQuestionCharacters })}
      />
    );
  return (
    <QueryState query={search}>
      {({ pages }) => {
        const hits = pages.flatMap((page) => page.hits);
        const [first] = pages;
        return (
          <div
            className={search.isPlaceholderData ? "hits is-stale" : "hits"}
            aria-busy={search.isPlaceholderData}
          >
            {first?.degraded && <Alert type="warning" showIcon title={t("search.degraded")} />}
            <OtherSpellings questions={first?.didYouMean ?? []} state={state} />
            {first?.isPartial && hits.length > 0 && (
              <Alert type="info" showIcon role="status" title={t("search.partial")} />
            )}
            {isWordless(state.q) && hits.length > 0 && (
              <Alert type="info" showIcon role="status" title={t("search.wordless", { q: state.q })} />
            )}
            {search.error && <Alert type="error" showIcon title={problemText(search.error)} />}
            {hits.length === 0 && (
              <EmptyResults
                state={state}
                labelOf={labelOf}
                onChange={onChange}
                isDegraded={first?.degraded ?? false}
              />
            )}
            <ol className="hit-list">
              {hits.map((hit) => (
                <li key={hit.resource.id}>
                  <HitCard hit={hit} state={state} />
                </li>
              ))}
            </ol>
            {search.hasNextPage && (
              <Button block loading={search.isFetchingNextPage} onClick={() => void search.fetchNextPage()}>
                {t("action.loadMore")}
              </Button>
            )}
          </div>
        );
      }}
    </QueryState>
  );
};

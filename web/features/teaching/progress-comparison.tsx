import { useTranslation } from "react-i18next";
import { unitName } from "../../api/units.ts";
import { ScrollRegion } from "../../components/scroll-region.tsx";
import { type Campus, standingsOf } from "./progress-figures.ts";
import { useProgressWords } from "./use-progress-words.ts";

const columns = ["worst", "median", "best"] as const;

/** Campuses beside one another, the one that is furthest behind first. */
export const ProgressComparison = ({ campuses }: { campuses: Campus[] }) => {
  const { t, i18n } = useTranslation();
  const { standing } = useProgressWords();
  const lines = campuses
    .map(({ campus, classes }) => ({ campus, ...standingsOf(classes) }))
    .toSorted(
      (one, other) =>
        (one.range?.median ?? Number.POSITIVE_INFINITY) - (other.range?.median ?? Number.POSITIVE_INFINITY) ||
        (one.range?.worst ?? 0) - (other.range?.worst ?? 0),
    );
  return (
    <ScrollRegion className="course" label={t("teaching.comparison")}>
      <table className="progress-comparison">
        <caption>{t("teaching.comparison")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("teaching.campus")}</th>
            <th scope="col">{t("teaching.names")}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`teaching.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ campus, classCount, range }) => (
            <tr key={campus.id}>
              <th scope="row">{unitName(campus, i18n.language)}</th>
              <td>{t("teaching.classCount", { count: classCount })}</td>
              {columns.map((column) => (
                <td key={column} className={range && range[column] < 0 ? "is-behind" : undefined}>
                  {standing(range?.[column] ?? null)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
};

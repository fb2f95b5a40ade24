import { useTranslation } from "react-i18next";
import type { ShownPlanRow, TeachingWeek } from "../../api/types.ts";
import { useRowWords } from "../../components/use-row-words.ts";

const textFields = ["unit", "lesson", "content", "periods", "homework", "equipment", "notes"] as const;

/** Rows of the same weeks, in the order of the rows. */
const bySpan = (rows: ShownPlanRow[]): ShownPlanRow[][] => {
  const groups: ShownPlanRow[][] = [];
  for (const row of rows) {
    const last = groups.at(-1)?.[0]?.weeks;
    if (last?.first === row.weeks.first && last.last === row.weeks.last) groups.at(-1)?.push(row);
    else groups.push([row]);
  }
  return groups;
};

const shortDay = (day: string): string => day.slice(5).split("-").map(Number).join(".");

const daysOf = ({ first, last }: ShownPlanRow["weeks"], weeks: TeachingWeek[]): string => {
  const [from, until] = [weeks[first - 1]?.from, weeks[last - 1]?.until];
  return from && until ? `${shortDay(from)}—${shortDay(until)}` : "";
};

/** The table of a printed plan; a column in which nothing stands takes no paper. */
export const PrintedWeeks = ({ rows, weeks }: { rows: ShownPlanRow[]; weeks: TeachingWeek[] }) => {
  const { t } = useTranslation();
  const words = useRowWords();
  const fields = textFields.filter((field) => rows.some((row) => row[field] !== ""));
  return (
    <div className="printed">
      <table>
        <thead>
          <tr>
            <th scope="col">{t("rowChange.field.weeks")}</th>
            {weeks.length > 0 && <th scope="col">{t("plans.days")}</th>}
            {fields.map((field) => (
              <th key={field} scope="col">
                {t(`rowChange.field.${field}`)}
              </th>
            ))}
          </tr>
        </thead>
        {bySpan(rows).map((group) => (
          <tbody key={group[0]?.id}>
            {group.map((row, index) => (
              <tr key={row.id}>
                {index === 0 && <th rowSpan={group.length}>{words.value(row, "weeks")}</th>}
                {index === 0 && weeks.length > 0 && (
                  <td rowSpan={group.length} className="is-days">
                    {daysOf(row.weeks, weeks)}
                  </td>
                )}
                {fields.map((field) => (
                  <td key={field} className={`is-${field}`}>
                    {row[field]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
};

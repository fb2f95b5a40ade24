import { useTranslation } from "react-i18next";
import type { PlanComparison } from "../api/types.ts";
import { ChangedWords } from "./changed-words.tsx";
import "./row-change.css";
import { useLabels } from "./use-labels.ts";

type Headings = Pick<PlanComparison, "before" | "after">;

const headingFields = ["title", "edition", "volume", "periodsPerWeek"] as const;
type HeadingField = (typeof headingFields)[number];

export const changedHeading = ({ before, after }: Headings): HeadingField[] =>
  headingFields.filter((field) => before[field] !== after[field]);

/** What became of a plan's heading, with the words marked that changed; nothing where it is the same. */
export const HeadingChange = ({ before, after }: Headings) => {
  const { t } = useTranslation();
  const { label } = useLabels();
  const words = (heading: Headings["before"], field: HeadingField): string => {
    const value = heading[field];
    if (value === null) return "";
    return field === "edition" || field === "volume" ? label(field, String(value)) : String(value);
  };
  const fields = changedHeading({ before, after });
  return fields.length === 0 ? null : (
    <div className="row-change is-changed">
      <dl>
        {fields.map((field) => (
          <div key={field}>
            <dt>{t(`plans.field.${field}`)}</dt>
            <dd>
              <ChangedWords before={words(before, field)} after={words(after, field)} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
};

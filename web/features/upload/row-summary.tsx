import { useTranslation } from "react-i18next";
import { GuessMark } from "../../components/guess-mark.tsx";
import type { FieldName } from "../../components/resource-fields.ts";
import { useGuessWords } from "../../components/use-guess-words.ts";
import { useLabels } from "../../components/use-labels.ts";
import { type DraftRow, isSettled } from "./draft-row.ts";

/** The fields of a row in one line, guesses marked, and what is still missing. */
export const RowSummary = ({ row }: { row: DraftRow }) => {
  const { fields, textbookTitles } = row;
  const { t } = useTranslation();
  const { label } = useLabels();
  const guesses = useGuessWords()(Object.values(row.guesses));
  const shown: [FieldName, string | null][] = [
    ["kind", label("kind", fields.kind)],
    ["subject", fields.subject && label("subject", fields.subject)],
    ["grades", fields.grades.map((grade) => label("grade", grade)).join("、")],
    ["volume", fields.volume && label("volume", fields.volume)],
    ["edition", fields.edition && label("edition", fields.edition)],
    ["textbookNodeId", fields.textbookNodeId && (textbookTitles.at(-1) ?? t("field.textbookChosen"))],
    ["term", fields.term && label("term", fields.term)],
  ];
  return (
    <ul className="row-summary">
      {shown.map(([name, words]) =>
        words ? (
          <li key={name}>
            {words} {!isSettled(row) && guesses[name] !== undefined && <GuessMark because={guesses[name]} />}
          </li>
        ) : null,
      )}
      {(["subject", "grades"] as const)
        .filter((name) => fields[name] === null || fields[name]?.length === 0)
        .map((name) => (
          <li key={name} className="is-missing">
            {t("upload.missing", { field: t(`field.${name}`) })}
          </li>
        ))}
    </ul>
  );
};

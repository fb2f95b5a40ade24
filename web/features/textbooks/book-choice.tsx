import { Select } from "antd";
import { useTranslation } from "react-i18next";
import type { TextbookNode } from "../../api/types.ts";
import { Labelled } from "../../components/labelled.tsx";
import { withIssueYear } from "../../components/textbook-words.ts";
import { useLabels } from "../../components/use-labels.ts";
import { nearestBook } from "./choose-book.ts";

interface BookChoiceProps {
  books: TextbookNode[];
  /** The one that is chosen; none while it is not known. */
  book: TextbookNode | undefined;
  onChoose: (bookId: string) => void;
}

const steps = ["subject", "edition", "grade"] as const;

/** Subject, edition, grade, volume: each step offers what there is below the one before, and keeps the others where it can. */
export const BookChoice = ({ books, book, onChoose }: BookChoiceProps) => {
  const { t } = useTranslation();
  const { label } = useLabels();
  const alikeUpTo = (count: number) =>
    book ? books.filter((one) => steps.slice(0, count).every((step) => one[step] === book[step])) : books;
  const choose = (wished: TextbookNode | undefined) => wished && onChoose(wished.id);
  return (
    <div className="book-choice">
      {steps.map((step, index) => {
        const offered = alikeUpTo(index);
        return (
          <Labelled key={step} label={t(`field.${step}`)}>
            {(id) => (
              <Select
                id={id}
                className="full-width"
                value={book?.[step] ?? null}
                disabled={!book && index > 0}
                options={[...new Set(offered.map((one) => one[step]))].map((value) => ({
                  value,
                  label: label(step, value),
                }))}
                onChange={(value) => choose(nearestBook(offered, { ...book, [step]: value }))}
              />
            )}
          </Labelled>
        );
      })}
      <Labelled label={t("field.volume")}>
        {(id) => (
          <Select
            id={id}
            className="full-width"
            value={book?.id ?? null}
            disabled={!book}
            options={alikeUpTo(steps.length).map((one) => ({
              value: one.id,
              label: withIssueYear(label("volume", one.volume), one),
            }))}
            onChange={(value: string) => onChoose(value)}
          />
        )}
      </Labelled>
    </div>
  );
};

import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Resource } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { textbookAddress } from "../../components/textbook-words.ts";
import { useLabels } from "../../components/use-labels.ts";
import { formatDay } from "../../locales/format.ts";
import type { ShownContent } from "./shown-content.ts";

/** The descriptive fields in words; what is not set is left out. */
export const FactSheet = ({ resource, content }: { resource: Resource; content: ShownContent }) => {
  const { t, i18n } = useTranslation();
  const { label } = useLabels();
  const { subject, grades, volume, edition, term, textbook, keywords } = content;
  const facts: [string, ReactNode][] = [
    [t("field.kind"), label("kind", content.kind)],
    [t("field.subject"), subject && label("subject", subject)],
    [t("field.grades"), grades.map((grade) => label("grade", grade)).join("、")],
    [t("field.volume"), volume && label("volume", volume)],
    [t("field.edition"), edition && label("edition", edition)],
    [
      t("field.textbookNodeId"),
      textbook && (
        <Link to={textbookAddress(textbook.id)}>
          {textbook.titles.slice(1).join(" / ") || textbook.titles[0]}
        </Link>
      ),
    ],
    [t("field.term"), term && label("term", term)],
    [t("field.author"), resource.author.name],
    [t("field.campus"), unitName(resource.ownerCampus, i18n.language)],
    [t("field.publishedAt"), resource.publishedAt && formatDay(resource.publishedAt, i18n.language)],
  ];
  return (
    <section aria-labelledby="facts-heading">
      <h2 id="facts-heading">{t("resource.about")}</h2>
      <dl className="fact-sheet">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
        {keywords.length > 0 && (
          <div>
            <dt>{t("field.keywords")}</dt>
            <dd className="keywords">
              {keywords.map((word) => (
                <Link key={word} to={`/search?${new URLSearchParams({ q: word })}`}>
                  {word}
                </Link>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
};

import { useTranslation } from "react-i18next";
import type { ResourceCard } from "../api/types.ts";
import { unitName } from "../api/units.ts";
import { formatDay } from "../locales/format.ts";
import { useLabels } from "./use-labels.ts";

type Described = Pick<ResourceCard, "kind" | "subject" | "grades" | "volume" | "edition">;

/** "教学设计 · 数学 · 三年级 · 上册 · 人教版" */
export const ResourceFacts = ({ resource }: { resource: Described }) => {
  const { label } = useLabels();
  const facts = [
    label("kind", resource.kind),
    resource.subject && label("subject", resource.subject),
    resource.grades.map((grade) => label("grade", grade)).join("、"),
    resource.volume && label("volume", resource.volume),
    resource.edition && label("edition", resource.edition),
  ].filter(Boolean);
  return <span className="facts">{facts.join(" · ")}</span>;
};

/** Who made it, where, and when it was last published. */
export const ResourceByline = ({ resource }: { resource: ResourceCard }) => {
  const { t, i18n } = useTranslation();
  const parts = [
    unitName(resource.ownerCampus, i18n.language),
    resource.author.name,
    formatDay(resource.publishedAt ?? resource.updatedAt, i18n.language),
    ...(resource.adaptationCount > 0
      ? [t("resource.adaptedTimes", { count: resource.adaptationCount })]
      : []),
  ];
  return (
    <span className="byline">
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
    </span>
  );
};

import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Collection } from "../../api/types.ts";
import { MoveButtons } from "./move-buttons.tsx";
import { placeAfterStep } from "./section-places.ts";
import { TitleForm } from "./title-form.tsx";
import type { CollectionActs } from "./use-collection-acts.tsx";

interface SectionHeadProps {
  collection: Collection;
  /** Undefined for what stands in no section. */
  section: Collection["sections"][number] | undefined;
  acts: CollectionActs;
}

/** The name of what is shown, to be changed in place, moved or dissolved by who keeps the collection. */
export const SectionHead = ({ collection, section, acts }: SectionHeadProps) => {
  const { t } = useTranslation();
  const [isNaming, setNaming] = useState(false);
  const { sections, can, title } = collection;
  if (!section) return <h2 id="section-heading">{sections.length > 0 ? title : t("collections.entries")}</h2>;
  const siblings = sections.filter(({ parentId }) => parentId === section.parentId).map(({ id }) => id);
  const move = (step: -1 | 1) => {
    const afterId = placeAfterStep(siblings, section.id, step);
    return afterId === undefined ? null : () => acts.editSection(section.id, { afterId });
  };
  return (
    <div className="section-head">
      <h2 id="section-heading">{section.title}</h2>
      {can.edit && !isNaming && (
        <div className="entry-tools">
          <MoveButtons name={section.title} up={move(-1)} down={move(1)} />
          <Button size="small" onClick={() => setNaming(true)}>
            {t("collections.rename")}
          </Button>
          <Button
            size="small"
            title={t("collections.dissolveHint")}
            onClick={() => acts.dissolveSection(section.id)}
          >
            {t("collections.dissolve")}
          </Button>
        </div>
      )}
      {isNaming && (
        <TitleForm
          label={t("collections.sectionName")}
          first={section.title}
          onSave={(title) => {
            acts.editSection(section.id, { title });
            setNaming(false);
          }}
          onCancel={() => setNaming(false)}
        />
      )}
    </div>
  );
};

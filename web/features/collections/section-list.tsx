import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Collection } from "../../api/types.ts";
import { levelOf } from "./section-places.ts";
import { TitleForm } from "./title-form.tsx";
import type { CollectionActs } from "./use-collection-acts.tsx";

interface SectionListProps {
  collection: Collection;
  chosenId: string | null;
  acts: CollectionActs;
}

/** The tree of sections, each with how much of it the reader may see. */
export const SectionList = ({ collection, chosenId, acts }: SectionListProps) => {
  const { t } = useTranslation();
  const [isAdding, setAdding] = useState(false);
  const { id, sections, directCount, can, title } = collection;
  const current = (isCurrent: boolean) => (isCurrent ? { "aria-current": "true" as const } : {});
  return (
    <nav className="section-list" aria-label={t("collections.sections")}>
      <ul>
        <li>
          <Link to={`/collections/${id}?section=`} preventScrollReset {...current(chosenId === null)}>
            {title} <span className="quiet">{directCount}</span>
          </Link>
        </li>
        {sections.map((section) => (
          <li key={section.id} style={{ paddingInlineStart: `${16 * levelOf(sections, section)}px` }}>
            <Link
              to={`/collections/${id}?section=${section.id}`}
              preventScrollReset
              {...current(chosenId === section.id)}
            >
              {section.title} <span className="quiet">{section.entryCount}</span>
            </Link>
          </li>
        ))}
      </ul>
      {can.edit && !isAdding && (
        <Button type="link" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
          {t("collections.addSection")}
        </Button>
      )}
      {isAdding && (
        <TitleForm
          label={t("collections.sectionName")}
          first=""
          onSave={(title) => {
            acts.addSection({ title, parentId: chosenId });
            setAdding(false);
          }}
          onCancel={() => setAdding(false)}
        />
      )}
    </nav>
  );
};

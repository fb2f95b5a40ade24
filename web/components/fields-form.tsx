import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Labelled } from "./labelled.tsx";
import type { FieldName, Guesses, ResourceFields } from "./resource-fields.ts";
import { TextbookCascader } from "./textbook-cascader.tsx";
import { TitleInput } from "./title-input.tsx";
import { GradesSelect, VocabularySelect } from "./vocabulary-select.tsx";

interface FieldsFormProps {
  value: ResourceFields;
  textbookTitles: string[];
  guesses?: Guesses;
  hasTitle?: boolean;
  /** Left out where many resources are described at once. */
  hasTexts?: boolean;
  onChange: (patch: Partial<ResourceFields>, textbookTitles?: string[]) => void;
}

const vocabularyFields = ["subject", "edition", "volume", "term"] as const;

/** The descriptive fields, for one resource or for several at once. */
export const FieldsForm = ({
  value,
  textbookTitles,
  guesses = {},
  hasTitle = true,
  hasTexts = true,
  onChange,
}: FieldsFormProps) => {
  const { t } = useTranslation();
  const labelled = (name: FieldName) => ({ label: t(`field.${name}`), guess: guesses[name] });
  return (
    <div className="fields-form">
      {hasTitle && (
        <Labelled {...labelled("title")} isWide>
          {(id) => <TitleInput id={id} value={value.title} onChange={(title) => onChange({ title })} />}
        </Labelled>
      )}
      <Labelled {...labelled("kind")}>
        {(id) => (
          <VocabularySelect
            id={id}
            scheme="kind"
            isRequired={hasTexts}
            value={value.kind || null}
            onChange={(kind) => onChange({ kind: kind ?? "" })}
          />
        )}
      </Labelled>
      <Labelled {...labelled("grades")}>
        {(id) => <GradesSelect id={id} value={value.grades} onChange={(grades) => onChange({ grades })} />}
      </Labelled>
      {vocabularyFields.map((name) => (
        <Labelled key={name} {...labelled(name)}>
          {(id) => (
            <VocabularySelect
              id={id}
              scheme={name}
              value={value[name]}
              onChange={(key) => onChange({ [name]: key })}
            />
          )}
        </Labelled>
      ))}
      <Labelled {...labelled("textbookNodeId")} isWide>
        {(id) => (
          <TextbookCascader
            id={id}
            value={value.textbookNodeId}
            titles={textbookTitles}
            within={{
              subject: value.subject,
              edition: value.edition,
              volume: value.volume,
              grade: value.grades.length === 1 ? (value.grades[0] ?? null) : null,
            }}
            onChange={(node, titles) =>
              onChange(
                node
                  ? {
                      textbookNodeId: node.id,
                      subject: node.subject,
                      edition: node.edition,
                      volume: node.volume,
                      grades: [node.grade],
                    }
                  : { textbookNodeId: null },
                titles,
              )
            }
          />
        )}
      </Labelled>
      {hasTexts && (
        <>
          <Labelled {...labelled("summary")} isWide>
            {(id) => (
              <Input.TextArea
                id={id}
                value={value.summary}
                maxLength={2000}
                autoSize={{ minRows: 2, maxRows: 8 }}
                onChange={(event) => onChange({ summary: event.target.value })}
              />
            )}
          </Labelled>
          <Labelled {...labelled("keywords")} isWide hint={t("field.keywordsHint")}>
            {(id) => (
              <Select
                id={id}
                className="full-width"
                mode="tags"
                open={false}
                suffixIcon={null}
                maxCount={20}
                tokenSeparators={[",", "，", "、", ";", "；"]}
                value={value.keywords}
                onChange={(keywords: string[]) =>
                  onChange({
                    keywords: keywords.map((word) => word.trim().slice(0, 40)).filter((word) => word !== ""),
                  })
                }
              />
            )}
          </Labelled>
        </>
      )}
    </div>
  );
};

import { useMutation } from "@tanstack/react-query";
import { App, Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import type { PersonReference, TaughtClass } from "../../api/types.ts";
import { Labelled } from "../../components/labelled.tsx";
import { useProblemText } from "../../components/use-problem-text.ts";
import { VocabularySelect } from "../../components/vocabulary-select.tsx";
import { useRefreshTeaching } from "./use-week.ts";

interface ClassFormProps {
  campusId: string;
  schoolYear: string;
  known: TaughtClass[];
  staff: PersonReference[];
}

/** Says that one teaches classes of a grade in a subject: several at once. */
export const ClassForm = ({ campusId, schoolYear, known, staff }: ClassFormProps) => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const refresh = useRefreshTeaching();
  const last = known.findLast(({ can }) => can.tick);
  const [grade, setGrade] = useState<string | null>(last?.grade ?? null);
  const [subject, setSubject] = useState<string | null>(last?.subject ?? null);
  const [names, setNames] = useState<string[]>([]);
  const [teacherId, setTeacherId] = useState<string | null>(null);
  const ofGrade = known.filter((one) => one.grade === grade).map(({ name }) => name);
  const usual = [1, 2, 3, 4, 5, 6].map((number) => t("teaching.className", { number }));
  const add = useMutation({
    mutationFn: async () => {
      const shared = { campusId, schoolYear, grade: grade as string, subject: subject as string };
      for (const name of names)
        await call("POST /api/taught-classes", {
          body: { ...shared, name, ...(teacherId && { teacherId }) },
        });
    },
    onSuccess: () => setNames([]),
    onError: (error) => void message.error(problemText(error)),
    onSettled: refresh,
  });
  return (
    <form
      className="class-form"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <Labelled label={t("teaching.grade")}>
        {(id) => <VocabularySelect id={id} scheme="grade" value={grade} onChange={setGrade} isRequired />}
      </Labelled>
      <Labelled label={t("teaching.subject")}>
        {(id) => (
          <VocabularySelect id={id} scheme="subject" value={subject} onChange={setSubject} isRequired />
        )}
      </Labelled>
      <Labelled label={t("teaching.names")} hint={t("teaching.namesHint")}>
        {(id) => (
          <Select
            id={id}
            className="full-width"
            mode="tags"
            // Upwards, since it stays open over what follows, which is the button that one needs next.
            placement="topLeft"
            maxCount={12}
            value={names}
            options={[...new Set([...ofGrade, ...usual])].map((value) => ({ value }))}
            onChange={(values: string[]) => setNames(values)}
          />
        )}
      </Labelled>
      {staff.length > 0 && (
        <Labelled label={t("teaching.teacher")}>
          {(id) => (
            <Select
              id={id}
              className="full-width"
              allowClear
              showSearch={{ optionFilterProp: "label" }}
              value={teacherId}
              placeholder={t("teaching.myself")}
              options={staff.map((one) => ({ value: one.id, label: one.name }))}
              onChange={(value: string | undefined) => setTeacherId(value ?? null)}
            />
          )}
        </Labelled>
      )}
      <Button
        type="primary"
        htmlType="submit"
        loading={add.isPending}
        disabled={!grade || !subject || names.length === 0}
      >
        {t("teaching.addClasses")}
      </Button>
    </form>
  );
};

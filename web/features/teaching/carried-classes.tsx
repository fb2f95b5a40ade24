import { useMutation } from "@tanstack/react-query";
import { App, Button, Checkbox, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import type { TaughtClass, UnitReference } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { useApi } from "../../api/use-api.ts";
import { useLabels } from "../../components/use-labels.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { useRefreshTeaching } from "./use-week.ts";

interface CarriedClassesProps {
  campus: UnitReference;
  /** The new one: 2027-2028. */
  schoolYear: string;
}

const yearBefore = (schoolYear: string): string =>
  schoolYear.replace(/\d+/g, (year) => String(Number(year) - 1));

/** The classes that one taught in the school year before, to be taken into the new one. Nothing where there were none. */
export const CarriedClasses = ({ campus, schoolYear }: CarriedClassesProps) => {
  const query = { campusId: campus.id, schoolYear: yearBefore(schoolYear) };
  const { data } = useApi("GET /api/taught-classes", { query });
  const own = data?.items.filter(({ can }) => can.tick) ?? [];
  return own.length > 0 ? <CarryForm campus={campus} schoolYear={schoolYear} classes={own} /> : null;
};

/** After these, children change schools: such a class does not go up with its teacher as a rule. */
const lastGrades: readonly string[] = ["6", "9", "12"];

const CarryForm = ({ campus, schoolYear, classes }: CarriedClassesProps & { classes: TaughtClass[] }) => {
  const { t, i18n } = useTranslation();
  const { label, options } = useLabels();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const refresh = useRefreshTeaching();
  const [goesUp, setGoesUp] = useState(true);
  const [chosen, setChosen] = useState(() =>
    classes.filter(({ grade }) => !lastGrades.includes(grade)).map(({ id }) => id),
  );
  const grades = options("grade").map(({ value }) => value);
  const gradeOf = ({ grade }: TaughtClass) =>
    (goesUp ? grades[grades.indexOf(grade) + 1] : undefined) ?? grade;
  const carry = useMutation({
    mutationFn: async () => {
      for (const one of classes.filter(({ id }) => chosen.includes(id))) {
        const { subject, name } = one;
        const body = { campusId: campus.id, schoolYear, grade: gradeOf(one), subject, name };
        await call("POST /api/taught-classes", { body });
      }
    },
    onError: (error) => void message.error(problemText(error)),
    onSettled: refresh,
  });
  return (
    <section className="class-form" aria-label={t("teaching.carry")}>
      <p>
        {t("teaching.carryExplained", {
          year: yearBefore(schoolYear),
          campus: unitName(campus, i18n.language),
        })}
      </p>
      <Radio.Group
        value={goesUp}
        onChange={({ target }) => setGoesUp(target.value as boolean)}
        options={[
          { value: true, label: t("teaching.carryUp") },
          { value: false, label: t("teaching.carrySame") },
        ]}
      />
      <Checkbox.Group
        className="plan-choices"
        value={chosen}
        onChange={setChosen}
        options={classes.map((one) => ({
          value: one.id,
          label: t("teaching.classOf", {
            grade: label("grade", gradeOf(one)),
            name: one.name,
            subject: label("subject", one.subject),
          }),
        }))}
      />
      <Button
        type="primary"
        disabled={chosen.length === 0}
        loading={carry.isPending}
        onClick={() => carry.mutate()}
      >
        {t("teaching.carry")}
      </Button>
    </section>
  );
};

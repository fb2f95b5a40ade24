import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { isProblem } from "../../api/problem.ts";
import type { GroupPeriodRules, PeriodRules } from "../../api/types.ts";
import { Labelled } from "../../components/labelled.tsx";
import { useLabels } from "../../components/use-labels.ts";
import { useLeaveWarning } from "../../components/use-leave-warning.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { type PeriodPlace, periodsAt, sumOf, withPeriods } from "./period-places.ts";

/** One grade's periods at a time; all grades are saved together. */
export const PeriodRulesForm = ({ shown }: { shown: GroupPeriodRules }) => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const { options } = useLabels();
  const client = useQueryClient();
  const [draft, setDraft] = useState<PeriodRules | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  useLeaveWarning(draft !== null);
  const refresh = () => client.invalidateQueries({ queryKey: ["GET /api/units/{id}/period-rules"] });
  const rules = draft ?? shown.rules;
  const save = useMutation({
    mutationFn: () =>
      call(
        "PUT /api/units/{id}/period-rules",
        { params: { id: shown.group.id }, body: rules },
        { revision: shown.revision },
      ),
    onSuccess: async () => {
      await refresh();
      setDraft(null);
      void message.success(t("periods.saved"));
    },
    onError: refresh,
  });
  const isOutdated = isProblem(save.error, "precondition.failed");
  const grades = options("grade");
  const grade = chosen ?? grades[0]?.value ?? "";
  const field = (place: PeriodPlace, name: string) => (
    <Labelled key={place.subject} label={name}>
      {(id) => (
        <InputNumber
          id={id}
          className="full-width"
          min={0}
          max={60}
          precision={0}
          placeholder={t("periods.unset")}
          value={periodsAt(rules, place)}
          onChange={(periods) => setDraft(withPeriods(rules, place, periods))}
        />
      )}
    </Labelled>
  );
  const discard = () => {
    setDraft(null);
    save.reset();
  };
  return (
    <>
      <Select
        className="period-grade"
        aria-label={t("periods.grade")}
        value={grade}
        options={grades}
        onChange={setChosen}
      />
      <div className="period-fields">
        {field({ grade, subject: null }, t("periods.total"))}
        {options("subject").map(({ value, label }) => field({ grade, subject: value }, label))}
      </div>
      <p role="status">{t("periods.sum", { periods: sumOf(rules, grade) })}</p>
      {isOutdated && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t("periods.outdated")}
          action={<Button onClick={discard}>{t("termCalendar.takeTheirs")}</Button>}
        />
      )}
      {save.error && !isOutdated && (
        <Alert type="error" showIcon role="alert" title={problemText(save.error)} />
      )}
      <p className="calendar-buttons">
        <Button
          type="primary"
          disabled={draft === null}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t("periods.save")}
        </Button>
        {draft && <Button onClick={discard}>{t("termCalendar.discard")}</Button>}
      </p>
    </>
  );
};

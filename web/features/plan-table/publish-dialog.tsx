import { useMutation } from "@tanstack/react-query";
import { Alert, App, Input, Modal, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import type { Plan, PlanRowChange } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { Labelled } from "../../components/labelled.tsx";
import { PeriodNotice } from "../../components/period-notice.tsx";
import { useProblemText } from "../../components/use-problem-text.ts";
import { useFieldWords } from "./use-field-words.ts";
import { usePlanCache } from "./use-plan-cache.ts";
import { nameOfRow } from "./use-plan-editing.tsx";

/** Shows what is new since the last revision, and makes it the next. */
export const PublishDialog = ({ plan, onClose }: { plan: Plan; onClose: () => void }) => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const cache = usePlanCache(plan.id);
  const [note, setNote] = useState("");
  const last = plan.currentNumber;
  const params = { id: plan.id };
  // Own rows were saved one by one, without the plan's revision: what is published is the plan as it is read now.
  const now = useApi("GET /api/plans/{id}", { params, query: { shows: "live" } }, { staleTime: 0 });
  const changes = useApi(
    "GET /api/plans/{id}/comparison",
    { params, query: { from: last ?? 1, to: "live" } },
    { enabled: last !== null && now.isFetchedAfterMount, staleTime: 0 },
  );
  const isShown = now.isFetchedAfterMount && (last === null || (changes.isSuccess && !changes.isFetching));
  const publish = useMutation({
    mutationFn: () =>
      call(
        "POST /api/plans/{id}/publish",
        { params, body: { note } },
        { revision: now.data?.revision ?? plan.revision },
      ),
    onSuccess: async ({ currentNumber }) => {
      await cache.refresh();
      void message.success(t("planTable.isPublished", { number: currentNumber ?? 1 }));
      onClose();
    },
    // Somebody else wrote meanwhile: what is shown here is not what would be published.
    onError: () => void Promise.all([cache.refresh(), now.refetch(), changes.refetch()]),
  });
  const number = (last ?? 0) + 1;
  return (
    <Modal
      open
      width={640}
      title={t("planTable.publishTitle", { number })}
      okText={t("planTable.publish")}
      confirmLoading={publish.isPending}
      okButtonProps={{ disabled: plan.rows.length === 0 || !isShown }}
      onOk={() => publish.mutate()}
      onCancel={onClose}
    >
      {publish.error && (
        <Alert className="form-alert" type="error" role="alert" title={problemText(publish.error)} />
      )}
      {last === null ? (
        <p>{t("planTable.firstRevision", { count: plan.rows.length })}</p>
      ) : changes.data ? (
        <ChangeSummary plan={plan} changes={changes.data.rows} />
      ) : (
        <Skeleton active title={false} />
      )}
      <PeriodNotice plan={plan} />
      <Labelled label={t("planTable.note")} hint={t("planTable.noteHint")}>
        {(id) => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={500}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        )}
      </Labelled>
    </Modal>
  );
};

const kinds = ["added", "changed", "dropped"] as const;
const mostShown = 30;

const ChangeSummary = ({ plan, changes }: { plan: Plan; changes: PlanRowChange[] }) => {
  const { t } = useTranslation();
  const words = useFieldWords();
  if (changes.length === 0) return <p>{t("planTable.onlyHeading")}</p>;
  const nameOf = ({ rowId, before }: PlanRowChange) =>
    nameOfRow(plan.rows.find(({ id }) => id === rowId) ?? { lesson: "", content: "", unit: "", ...before });
  return (
    <>
      <p>
        {kinds
          .map((kind) =>
            t(`planTable.count.${kind}`, { count: changes.filter(({ change }) => change === kind).length }),
          )
          .join("，")}
      </p>
      <ul className="change-summary">
        {changes.slice(0, mostShown).map((change) => (
          <li key={change.rowId}>
            {t(`planTable.change.${change.change}`)} {nameOf(change)}
            {change.fields.length > 0 && (
              <span className="quiet">（{change.fields.map(words.name).join("、")}）</span>
            )}
          </li>
        ))}
      </ul>
      {changes.length > mostShown && (
        <p className="quiet">{t("planTable.andMore", { count: changes.length - mostShown })}</p>
      )}
    </>
  );
};

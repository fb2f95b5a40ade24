import { useMutation } from "@tanstack/react-query";
import { Alert, Input, InputNumber, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import type { Plan } from "../../api/types.ts";
import { Labelled } from "../../components/labelled.tsx";
import { useProblemText } from "../../components/use-problem-text.ts";
import { VocabularySelect } from "../../components/vocabulary-select.tsx";
import { usePlanCache } from "./use-plan-cache.ts";

/** What a plan says of itself. */
export const HeadingDialog = ({ plan, onClose }: { plan: Plan; onClose: () => void }) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const cache = usePlanCache(plan.id);
  const [heading, setHeading] = useState({
    title: plan.title,
    edition: plan.edition,
    volume: plan.volume,
    periodsPerWeek: plan.periodsPerWeek,
  });
  const change = (next: Partial<typeof heading>) => setHeading((known) => ({ ...known, ...next }));
  const save = useMutation({
    mutationFn: () =>
      call(
        "PATCH /api/plans/{id}",
        { params: { id: plan.id }, body: { ...heading, title: heading.title.trim() } },
        { revision: plan.revision },
      ),
    onSuccess: (saved) => {
      cache.set(saved);
      onClose();
    },
    onError: () => void cache.refresh(),
  });
  return (
    <Modal
      open
      title={t("planTable.editHeading")}
      okText={t("action.save")}
      okButtonProps={{ disabled: heading.title.trim() === "" }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      {save.error && (
        <Alert className="form-alert" type="error" role="alert" title={problemText(save.error)} />
      )}
      <div className="fields-form">
        <Labelled label={t("field.title")} isWide>
          {(id) => (
            <Input
              id={id}
              maxLength={200}
              value={heading.title}
              onChange={({ target }) => change({ title: target.value })}
            />
          )}
        </Labelled>
        {(["edition", "volume"] as const).map((scheme) => (
          <Labelled key={scheme} label={t(`field.${scheme}`)}>
            {(id) => (
              <VocabularySelect
                id={id}
                scheme={scheme}
                value={heading[scheme]}
                onChange={(key) => change({ [scheme]: key })}
              />
            )}
          </Labelled>
        ))}
        <Labelled label={t("planTable.periodsEachWeek")}>
          {(id) => (
            <InputNumber
              id={id}
              className="full-width"
              min={1}
              max={40}
              value={heading.periodsPerWeek}
              onChange={(periodsPerWeek) => periodsPerWeek && change({ periodsPerWeek })}
            />
          )}
        </Labelled>
      </div>
    </Modal>
  );
};

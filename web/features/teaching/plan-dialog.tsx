import { useMutation } from "@tanstack/react-query";
import { Alert, Checkbox, Modal, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import type { PlanChoice } from "../../api/types.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { PlanWords } from "./plan-words.tsx";
import { useRefreshTeaching } from "./use-week.ts";

export interface PlanDialogProps {
  plan: PlanChoice | null;
  choices: PlanChoice[];
  /** The classes that can be asked about; those that follow `plan` are ticked first. */
  classes: { id: string; name: string; planId: string | undefined }[];
  onClose: () => void;
}

/** Says which plan classes follow from now on. */
export const PlanDialog = ({ plan, choices, classes, onClose }: PlanDialogProps) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const refresh = useRefreshTeaching();
  const [planId, setPlanId] = useState(plan?.id ?? "");
  const [classIds, setClassIds] = useState(
    classes.filter((one) => one.planId === plan?.id).map(({ id }) => id),
  );
  const choose = useMutation({
    mutationFn: async () => {
      for (const id of classIds)
        await call("PUT /api/taught-classes/{id}/plan", { params: { id }, body: { planId } });
    },
    onSuccess: onClose,
    onSettled: refresh,
  });
  return (
    <Modal
      open
      title={t("teaching.choosePlan")}
      okText={t("teaching.followPlan")}
      okButtonProps={{ disabled: classIds.length === 0 }}
      confirmLoading={choose.isPending}
      onOk={() => choose.mutate()}
      onCancel={onClose}
    >
      {choose.error && (
        <Alert className="form-alert" type="error" role="alert" title={problemText(choose.error)} />
      )}
      <Radio.Group
        className="plan-choices"
        aria-label={t("teaching.choosePlan")}
        value={planId}
        onChange={({ target }) => setPlanId(target.value as string)}
      >
        {choices.map((one) => (
          <Radio key={one.id} value={one.id}>
            {one.title} <PlanWords plan={one} />
          </Radio>
        ))}
      </Radio.Group>
      {classes.length > 1 && (
        <Checkbox.Group
          className="plan-classes"
          aria-label={t("teaching.names")}
          value={classIds}
          options={classes.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setClassIds}
        />
      )}
      <p className="quiet">{t("teaching.planKeeps")}</p>
    </Modal>
  );
};

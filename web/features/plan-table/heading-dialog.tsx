import { useMutation } from "@tanstack/react-query";
import { Alert, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import type { Plan } from "../../api/types.ts";
import { PlanHeadingForm } from "../../components/plan-heading-form.tsx";
import { useProblemText } from "../../components/use-problem-text.ts";
import { usePlanCache } from "./use-plan-cache.ts";

type Heading = Pick<Plan, "title" | "edition" | "volume"> & { periodsPerWeek: number | null };

/** Changes what a plan says of itself. */
export const HeadingDialog = ({ plan, onClose }: { plan: Plan; onClose: () => void }) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const cache = usePlanCache(plan.id);
  const [heading, setHeading] = useState<Heading>({
    title: plan.title,
    edition: plan.edition,
    volume: plan.volume,
    periodsPerWeek: plan.periodsPerWeek,
  });
  const save = useMutation({
    mutationFn: () =>
      call(
        "PATCH /api/plans/{id}",
        {
          params: { id: plan.id },
          body: {
            ...heading,
            title: heading.title.trim(),
            periodsPerWeek: heading.periodsPerWeek ?? plan.periodsPerWeek,
          },
        },
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
      okButtonProps={{ disabled: heading.title.trim() === "" || heading.periodsPerWeek === null }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      {save.error && (
        <Alert className="form-alert" type="error" role="alert" title={problemText(save.error)} />
      )}
      <PlanHeadingForm
        value={heading}
        onChange={(patch) => setHeading((known) => ({ ...known, ...patch }))}
      />
    </Modal>
  );
};

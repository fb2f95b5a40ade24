import { useMutation } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { call } from "../../api/client.ts";
import { newKey } from "../../api/new-key.ts";
import type { Plan } from "../../api/types.ts";

/** Makes a campus's own copy of a group's plan, goes there and says what that is. */
export const useAdopt = (plan: Plan) => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  // One key for as long as the page is there: a second click, or a lost answer, makes no second copy.
  const [idempotencyKey] = useState(newKey);
  return useMutation({
    mutationFn: (campusId: string) =>
      call(
        "POST /api/plans/{id}/adopt",
        { params: { id: plan.id }, body: { campusId } },
        { idempotencyKey: `${idempotencyKey}-${campusId}` },
      ),
    onSuccess: ({ id }) => {
      void message.success(t("planTable.adopted"));
      void navigate(`/plans/${id}`);
    },
  });
};

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { newKey } from "../../api/new-key.ts";
import type { NewPlan } from "../../api/types.ts";

/** Creates a plan. One key for the page: a second click, or a lost answer, makes no second plan. */
export const useCreatePlan = () => {
  const client = useQueryClient();
  const [idempotencyKey] = useState(newKey);
  return useMutation({
    mutationFn: (plan: NewPlan) => call("POST /api/plans", { body: plan }, { idempotencyKey }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["GET /api/plans"] }),
  });
};

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { newKey } from "../../api/new-key.ts";

/** One key for the page: a second click, or a lost answer, makes no second plan. */
export const useRollForward = () => {
  const client = useQueryClient();
  const [idempotencyKey] = useState(newKey);
  return useMutation({
    mutationFn: ({ planId, ...body }: { planId: string; term: string; unitId: string }) =>
      call("POST /api/plans/{id}/roll-forward", { params: { id: planId }, body }, { idempotencyKey }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["GET /api/plans"] }),
  });
};

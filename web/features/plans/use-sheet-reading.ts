import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call } from "../../api/client.ts";
import type { PlanSheet, ReadPlanSheet } from "../../api/types.ts";
import type { BroughtSheet } from "./brought-sheets.ts";

/** What the server makes of one sheet, and again when a person changes what a column means. */
export const useSheetReading = (
  fileName: string,
  { isCut: _isCut, ...sheet }: BroughtSheet,
  layout: PlanSheet["layout"],
  calendar: { unitId: string | null; term: string | null },
) =>
  useQuery<ReadPlanSheet>({
    queryKey: ["plan-reading", fileName, sheet, layout, calendar],
    queryFn: async ({ signal }) => {
      const { unitId, term } = calendar;
      const body = {
        fileName,
        sheets: [{ ...sheet, ...(layout && { layout }) }],
        ...(unitId && term && { calendar: { unitId, term } }),
      };
      const { sheets } = await call("POST /api/plan-readings", { body }, { signal });
      return sheets[0] as ReadPlanSheet;
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

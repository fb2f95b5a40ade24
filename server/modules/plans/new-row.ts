import { newId } from "../../ids.ts";
import type { NewRow, PlanRow } from "./schema.ts";
import type { PlanRowId } from "./tables.ts";

/** A row with what was given and nothing else. */
export const newRow = (given: Omit<NewRow, "afterRowId" | "reason">, order: string): PlanRow => ({
  id: newId() as PlanRowId,
  unit: "",
  lesson: "",
  textbookNodeId: null,
  content: "",
  periods: 1,
  homework: "",
  equipment: "",
  notes: "",
  links: [],
  isCorrection: false,
  ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as typeof given),
  order,
});

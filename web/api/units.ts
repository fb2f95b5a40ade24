import type { UnitReference } from "./types.ts";
import { useApi } from "./use-api.ts";

export const useUnits = (enabled = true) => useApi("GET /api/units", {}, { staleTime: 5 * 60_000, enabled });

export const unitName = (unit: UnitReference, language: string): string =>
  language === "en" && unit.nameEn ? unit.nameEn : unit.name;

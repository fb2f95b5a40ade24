import type { z } from "zod";
import type { Unit, UnitReference } from "./schema.ts";
import type { UnitRow } from "./store.ts";

export const unitReferenceView = (
  row: Pick<UnitRow, "id" | "kind" | "name" | "name_en">,
): z.input<typeof UnitReference> => ({ id: row.id, kind: row.kind, name: row.name, nameEn: row.name_en });

export const unitView = (row: UnitRow): z.input<typeof Unit> => ({
  ...unitReferenceView(row),
  parentId: row.parent_id,
  path: row.path,
  openedOn: row.opened_on,
});

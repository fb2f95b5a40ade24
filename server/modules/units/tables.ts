import type { Generated } from "kysely";
import type { UnitKind } from "../../actor.ts";
import type { UnitId } from "../../ids.ts";

export interface UnitTable {
  id: UnitId;
  parent_id: UnitId | null;
  kind: UnitKind;
  name: string;
  name_en: string | null;
  path: UnitId[];
  /** YYYY-MM-DD */
  opened_on: string | null;
  created_at: Generated<Date>;
}

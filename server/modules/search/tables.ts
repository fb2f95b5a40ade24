import type { Generated } from "kysely";
import type { ResourceId } from "../../ids.ts";

/** Resources whose document in the index may still show more than is now true. */
export interface IndexPendingTable {
  resource_id: ResourceId;
  revision: number;
  since: Generated<Date>;
}

export { createUnit } from "./create-unit.ts";
export { canSeeUnit, listVisibleUnits } from "./list-visible-units.ts";
export { moveUnitBelow } from "./move-unit.ts";
export { unitEndpoints } from "./routes.ts";
export { visibleRoots } from "./rules.ts";
export { findBureau, findUnit, insertUnit, listUnits, lockUnits, moveUnit, type UnitRow } from "./store.ts";
export { unitReferenceView, unitView } from "./view.ts";

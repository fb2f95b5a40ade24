export { createUnit } from "./create-unit.ts";
export { canSeeUnit, listVisibleUnits } from "./list-visible-units.ts";
export { unitEndpoints } from "./routes.ts";
export { visibleRoots } from "./rules.ts";
export { findBureau, findUnit, insertUnit, listUnits, moveUnit, type UnitRow } from "./store.ts";
export { unitReferenceView, unitView } from "./view.ts";

import type { PersonId, UnitId } from "../../server/ids.ts";
import type { ClassId } from "../../server/modules/teaching/tables.ts";
import { lineOf, type Model, postingsToday, type Reader } from "./visibility-model.ts";

/** A class of one teacher, with what only that teacher may read. */
export interface ModelClass {
  id: ClassId;
  campusId: UnitId;
  teacherId: PersonId;
  name: string;
  /** Null where there was no plan, and so no row to write about. */
  note: string | null;
  /** The path of the teacher's calendar. */
  feed: string;
}

/** Where a person works; who is at a teaching point works at its campus. */
export const staffedCampuses = (model: Model, reader: Reader): UnitId[] =>
  postingsToday(model, reader).flatMap(({ unitId }) => {
    const unit = model.units.get(unitId);
    if (unit?.kind === "campus") return [unitId];
    return unit?.kind === "teaching-point" && unit.parentId ? [unit.parentId] : [];
  });

export const teachesClass = (model: Model, reader: Reader, one: ModelClass): boolean =>
  one.teacherId === reader && staffedCampuses(model, reader).includes(one.campusId);

/** Sees how far the class has got: its teacher, and who leads its campus, its group or the bureau's offices. */
export const followsClass = (model: Model, reader: Reader, one: ModelClass): boolean =>
  teachesClass(model, reader, one) ||
  postingsToday(model, reader).some(
    ({ role, unitId }) => role !== "teacher" && lineOf(model, one.campusId).includes(unitId),
  );

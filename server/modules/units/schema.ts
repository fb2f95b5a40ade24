import { z } from "zod";
import { unitKinds } from "../../actor.ts";
import { day, id } from "../../http/shapes.ts";

const UnitKindShape = z.enum(unitKinds);

export const UnitReference = z
  .object({ id: id<"unit">(), kind: UnitKindShape, name: z.string(), nameEn: z.string().nullable() })
  .meta({ id: "UnitReference" });

export const Unit = UnitReference.extend({
  parentId: id<"unit">().nullable(),
  path: z.array(id<"unit">()).meta({ description: "From the bureau down to the unit itself." }),
  openedOn: day.nullable(),
}).meta({ id: "Unit" });

export const UnitMove = z
  .strictObject({
    parentId: id<"unit">().meta({ description: "The unit that it will hang directly below." }),
  })
  .meta({ id: "UnitMove" });

export const NewUnit = z
  .strictObject({
    parentId: id<"unit">(),
    kind: z.enum(["group", "campus", "teaching-point"]),
    name: z.string().trim().min(1).max(100),
    nameEn: z.string().trim().min(1).max(200).nullish(),
    openedOn: day.nullish(),
  })
  .meta({ id: "NewUnit" });
export type NewUnit = z.infer<typeof NewUnit>;

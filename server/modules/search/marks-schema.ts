import { z } from "zod";
import { PassageShape } from "../resources/schema.ts";
import { HighlightShape, SearchQuery } from "./schema.ts";

export const MarkedPassageQuery = z.strictObject({ q: SearchQuery.shape.q });

export const MarkedPassageShape = PassageShape.extend({ text: HighlightShape }).meta({ id: "MarkedPassage" });

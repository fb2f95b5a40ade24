import { PassageShape } from "../resources/schema.ts";
import { HighlightShape, SearchQuery } from "./schema.ts";

export const MarkedPassageQuery = SearchQuery.pick({ q: true, literal: true });

export const MarkedPassageShape = PassageShape.extend({ text: HighlightShape }).meta({ id: "MarkedPassage" });

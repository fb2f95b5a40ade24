import type { Context } from "../../context.ts";
import { NotFound } from "../../errors.ts";
import { findTextbookPaths, listNodesBelow } from "./store.ts";
import type { TextbookNodeTable } from "./tables.ts";

/** The textbook that the node belongs to with everything below it, siblings in their order. Throws NotFound. */
export const getTextbook = async ({ db }: Context, id: string): Promise<TextbookNodeTable[]> => {
  const [textbook] = (await findTextbookPaths(db, [id])).get(id) ?? [];
  if (!textbook) throw new NotFound();
  return listNodesBelow(db, [textbook.id]);
};

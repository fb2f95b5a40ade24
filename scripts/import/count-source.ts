import type { Context } from "../../server/context.ts";
import type { PersonId } from "../../server/ids.ts";
import { listImported } from "../../server/modules/resources/index.ts";
import { type FindOptions, findFiles } from "./find-files.ts";

/** A file that is to come. */
export interface Expected {
  bytes: number;
  /** This person has imported a file of this path before: it is read, and mostly left as it is. */
  isKnown: boolean;
}

/** Every file that there is, archives looked into, by the path under which the import reports it. */
export const countSource = async (
  ctx: Context,
  source: string,
  { personId, limits }: { personId: PersonId } & Pick<FindOptions, "limits">,
): Promise<Map<string, Expected>> => {
  const expected = new Map<string, Expected>();
  const known = new Set<string>();
  for await (const event of findFiles(source, { limits, isListing: true })) {
    if (event.kind === "listed")
      for (const { path } of await listImported(ctx.db, personId, event.paths)) known.add(path);
    if (event.kind === "file")
      expected.set(event.path, { bytes: event.sizeBytes, isKnown: known.delete(event.path) });
  }
  return expected;
};

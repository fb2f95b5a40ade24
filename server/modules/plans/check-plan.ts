import type { Context } from "../../context.ts";
import { Conflict, type FieldProblem, Invalid } from "../../errors.ts";
import { findTextbookPaths, findUnknownTerms } from "../vocabulary/index.ts";
import type { NewPlan, PlanRow, RowLink } from "./schema.ts";
import { titlesOfLinks } from "./show-links.ts";

/** More rows than any term plan seen has by far; it bounds what merging and showing one costs. */
export const mostRows = 500;

/** Throws Conflict where rows become more than a plan can have; more than that already, they may become fewer. */
export const requireRoom = (count: number, before = 0): void => {
  if (count > mostRows && count > before)
    throw new Conflict("plan.full", `A plan has at most ${mostRows} rows; this would make ${count}.`);
};

/** Throws Invalid where a key of the header is not in the vocabulary, naming each field. */
export const checkHeader = async (
  ctx: Context,
  header: Partial<Pick<NewPlan, "subject" | "grade" | "edition" | "volume">>,
): Promise<void> => {
  const wanted = (["subject", "grade", "edition", "volume"] as const).flatMap((scheme) => {
    const key = header[scheme];
    return key ? [{ scheme, key }] : [];
  });
  const unknown = await findUnknownTerms(ctx.db, wanted);
  if (unknown.length === 0) return;
  const fields = unknown.map(({ scheme, key }) => ({
    path: scheme,
    code: "unknown-term",
    message: `"${key}" is not in the vocabulary`,
  }));
  throw new Invalid("plan.vocabulary", "Some values are not in the vocabulary.", { fields });
};

const isSameLink = (one: RowLink, other: RowLink) =>
  one.resourceId === other.resourceId && one.versionNumber === other.versionNumber;

/**
 * Throws Invalid where a row newly names a lesson that is not there, or a resource that the actor may not see now. What the
 * row named before may stay, whatever became of it.
 */
export const checkRows = async (
  ctx: Context,
  rows: readonly { before: PlanRow | null; after: PlanRow }[],
): Promise<void> => {
  const links = rows.flatMap(({ before, after }) =>
    after.links.filter((link) => !before?.links.some((known) => isSameLink(known, link))),
  );
  const nodes = rows.flatMap(({ before, after }) =>
    after.textbookNodeId && after.textbookNodeId !== before?.textbookNodeId ? [after.textbookNodeId] : [],
  );
  const paths = await findTextbookPaths(ctx.db, nodes);
  const titles = links.length > 0 ? await titlesOfLinks(ctx, links) : new Map();
  const fields: FieldProblem[] = [
    ...nodes
      .filter((node) => !paths.has(node))
      .map(() => ({ path: "textbookNodeId", code: "unknown-term", message: "is no place in a textbook" })),
    ...links
      .filter(({ resourceId, versionNumber }) => {
        const known = titles.get(resourceId);
        return !known || (versionNumber ?? 0) > known.versionNumber;
      })
      .map(() => ({ path: "links", code: "unknown", message: "names nothing that you may link" })),
  ];
  if (fields.length > 0) throw new Invalid("plan.row", "A row names what is not there.", { fields });
};

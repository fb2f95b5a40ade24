import type { Context } from "../../context.ts";
import { listTerms } from "../vocabulary/index.ts";
import type { SavedQuestion } from "./saved-search-schema.ts";

const longest = 100;
const everything = "全部资源";

/**
 * A name for a question: its words, then its filters as the vocabulary calls them. Campuses and authors stay unnamed: an id
 * in a question is no right to learn whose it is.
 */
export const nameQuestion = async (ctx: Context, question: SavedQuestion): Promise<string> => {
  const { q, subject, grade, volume, edition, kind, term } = question;
  const terms = await listTerms(ctx.db);
  const labels = new Map(terms.map((one) => [`${one.scheme}/${one.key}`, one.zh]));
  const named = (scheme: string, keys: readonly string[]) =>
    keys.map((key) => labels.get(`${scheme}/${key}`) ?? key);
  const parts = [
    q.trim(),
    ...named("subject", subject),
    ...named("grade", grade),
    ...named("volume", volume),
    ...named("edition", edition),
    ...named("kind", kind),
    ...term,
  ];
  const name = Array.from(parts.filter((part) => part !== "").join(" "));
  return name.slice(0, longest).join("").trim() || everything;
};

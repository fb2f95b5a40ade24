import type { TextbookNode } from "../../api/types.ts";

type BookFacts = Pick<TextbookNode, "subject" | "edition" | "grade" | "volume">;

// Each outweighs all that follow.
const weights: [keyof BookFacts, number][] = [
  ["subject", 8],
  ["edition", 4],
  ["grade", 2],
  ["volume", 1],
];

type Wish = { [Fact in keyof BookFacts]?: string | null };

const nearness = (book: BookFacts, wish: Wish): number =>
  weights.reduce((sum, [fact, weight]) => sum + (book[fact] === wish[fact] ? weight : 0), 0);

/** The textbook that comes nearest to the wish: subject before edition before grade before volume; the first of equals. */
export const nearestBook = <Book extends BookFacts>(books: Book[], wish: Wish): Book | undefined =>
  books.reduce<Book | undefined>(
    (best, book) => (best && nearness(best, wish) >= nearness(book, wish) ? best : book),
    undefined,
  );

/** From the textbook down to the node itself; `nodes` are those of one textbook. */
export const pathTo = <Node extends Pick<TextbookNode, "id" | "parentId">>(
  nodes: Node[],
  id: string,
): Node[] => {
  const node = nodes.find((one) => one.id === id);
  if (!node) return [];
  return node.parentId === null ? [node] : [...pathTo(nodes, node.parentId), node];
};

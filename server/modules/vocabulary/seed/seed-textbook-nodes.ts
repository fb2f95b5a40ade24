import { stableId } from "../stable-id.ts";
import type { TextbookNodeTable } from "../tables.ts";
import chinese from "./textbooks/chinese-tongbian.json" with { type: "json" };
import mathematics from "./textbooks/mathematics-renjiao.json" with { type: "json" };
import science from "./textbooks/science-jiaoke.json" with { type: "json" };

interface Book {
  grade: string;
  volume: string;
  issueYear: number | null;
  units: { title: string; lessons: string[] }[];
}

interface Series {
  subject: string;
  edition: string;
  name: string;
  books: Book[];
}

const numerals = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
const volumeNames: Record<string, string> = { "1": "上册", "2": "下册", whole: "全一册" };

/** The nodes of one book, parents first. Ids come from the path, so that seeding twice adds nothing. */
function nodesOf(series: Series, book: Book): TextbookNodeTable[] {
  const { subject, edition } = series;
  const path = ["textbook-node", subject, edition, String(book.issueYear), book.grade, book.volume];
  const common = { subject, edition, issue_year: book.issueYear, grade: book.grade, volume: book.volume };
  const textbook: TextbookNodeTable = {
    ...common,
    id: stableId(...path),
    parent_id: null,
    kind: "textbook",
    title: `${series.name}${numerals[Number(book.grade)]}年级${volumeNames[book.volume]}`,
    position: Number(book.grade) * 10 + Number(book.volume),
  };
  const units = book.units.flatMap((unit, unitIndex): TextbookNodeTable[] => {
    const unitPath = [...path, unit.title];
    const id = stableId(...unitPath);

    return [
      { ...common, id, parent_id: textbook.id, kind: "unit", title: unit.title, position: unitIndex + 1 },
      ...unit.lessons.map(
        (lesson, index): TextbookNodeTable => ({
          ...common,
          id: stableId(...unitPath, lesson),
          parent_id: id,
          kind: "lesson",
          title: lesson,
          position: index + 1,
        }),
      ),
    ];
  });
  return [textbook, ...units];
}

const allSeries: Series[] = [chinese, mathematics, science];

/** Tables of contents of textbooks in use, flattened, parents before children. */
export const seedTextbookNodes: TextbookNodeTable[] = allSeries.flatMap((series) =>
  series.books.flatMap((book) => nodesOf(series, book)),
);

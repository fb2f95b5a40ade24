import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Resource } from "../../web/api/types.ts";
import { noteProgress, remainingMs } from "../../web/components/sending-rate.ts";
import { teachingFocus } from "../../web/components/teaching-focus.ts";
import { withMeaning } from "../../web/features/plans/sheet-layout.ts";
import { rebase } from "../../web/features/resource/edit-state.ts";
import { facetNames, readSearch, sorts, writeSearch } from "../../web/features/search/search-state.ts";
import {
  type Campus,
  fittingCampuses,
  plansOf,
  standingsOf,
} from "../../web/features/teaching/progress-figures.ts";
import { editRow, fillRow, newRow } from "../../web/features/upload/draft-row.ts";
import { changeRows } from "../../web/features/upload/draft-rows.ts";
import { termOn } from "../../web/locales/format.ts";

describe("what is left of a file's time", () => {
  it("follows the measured speed, from where a resumed file began", () => {
    const begun = noteProgress(null, 600, 0);
    expect(remainingMs(begun, 1000)).toBeNull();
    const measured = noteProgress(begun, 700, 1000);
    expect(remainingMs(measured, 1000)).toBe(3000);
    const faster = noteProgress(measured, 900, 2000);
    expect(remainingMs(faster, 1000)).toBeCloseTo(100 / 0.13);
  });

  it("is not shaken by moments close together, and begins again where the server has less", () => {
    const measured = noteProgress(noteProgress(null, 0, 0), 1000, 1000);
    expect(noteProgress(measured, 1400, 1100)).toBe(measured);
    expect(noteProgress(measured, 500, 3000)).toEqual({ bytes: 500, at: 3000, bytesPerMs: 1 });
  });
});

describe("how far the classes of campuses have got", () => {
  const line = (difference: number | null, planId: string, originId = planId, subject = "chinese") =>
    ({
      subject,
      plan: { id: planId, originId, title: planId },
      progress: difference === null ? null : { difference },
    }) as Campus["classes"][number];
  const campus = (id: string, ...classes: Campus["classes"]) => ({ campus: { id }, classes }) as Campus;

  it("is told by the slowest, the one in the middle and the fastest, without those that cannot be measured", () => {
    const of = (...differences: (number | null)[]) =>
      standingsOf(differences.map((difference) => line(difference, "plan")));
    expect(of(2, -6, null, 0)).toEqual({
      classCount: 4,
      behindCount: 1,
      range: { worst: -6, median: 0, best: 2 },
    });
    expect(of(-1, -4, -10, 3).range).toEqual({ worst: -10, median: -2.5, best: 3 });
    expect(of(null)).toEqual({ classCount: 1, behindCount: 0, range: null });
  });

  it("is shown of a subject, or of a plan together with the copies of it", () => {
    const campuses = [
      campus("one", line(0, "copy", "plan"), line(0, "other", "other", "music")),
      campus("two", line(0, "plan")),
    ];
    const shown = (subject: string | null, planId: string | null) =>
      fittingCampuses(campuses, { subject, planId }).map(
        ({ campus, classes }) => `${campus.id} ${classes.map(({ plan }) => plan?.id)}`,
      );
    expect(shown(null, null)).toEqual(["one copy,other", "two plan"]);
    expect(shown("music", null)).toEqual(["one other"]);
    expect(shown(null, "plan")).toEqual(["one copy", "two plan"]);
    expect(plansOf(campuses).map(({ id, title }) => [id, title])).toEqual([
      ["plan", "plan"],
      ["other", "other"],
    ]);
  });
});

describe("drafts of an upload", () => {
  it("keep what a person set when a guess comes later", () => {
    const row = editRow(newRow(["f"], "教案"), { subject: "chinese" });
    const filled = fillRow(row, { subject: "mathematics", grades: ["3"] }, () => ({
      source: "name",
      matched: "三",
    }));
    expect(filled.fields.subject).toBe("chinese");
    expect(filled.fields.grades).toEqual(["3"]);
    expect(filled.guesses).toEqual({ grades: { field: "grades", source: "name", matched: "三" } });
  });

  it("lose no file in joining and splitting", () => {
    const rows = [newRow(["a"], "甲"), newRow(["b", "c"], "乙"), newRow(["d"], "丙")];
    const ids = rows.slice(0, 2).map(({ id }) => id);
    const [joined, rest] = changeRows(rows, { kind: "merge", ids });
    expect(joined?.fileIds).toEqual(["a", "b", "c"]);
    expect(rest?.fileIds).toEqual(["d"]);
    const split = changeRows([joined ?? newRow([], "")], {
      kind: "split",
      id: joined?.id ?? "",
      nameOf: (id) => id,
    });
    expect(split.map(({ fileIds }) => fileIds)).toEqual([["a"], ["b"], ["c"]]);
  });

  it("are called by their files when parted, and keep what a person set", () => {
    const row = editRow(newRow(["a", "b"], "甲乙"), { title: "合在一起", subject: "chinese" });
    const nameOf = (id: string) => `${id}.第二稿.docx`;
    const [first, second] = changeRows([row], { kind: "split", id: row.id, nameOf });
    expect(first).toMatchObject({ fields: { title: "合在一起" }, touched: ["title", "subject"] });
    expect(second).toMatchObject({ fields: { title: "b.第二稿", subject: "chinese" }, touched: ["subject"] });
  });
});

describe("an edit that meets another's", () => {
  const fields = { title: "甲", summary: "", kind: "material", subject: null, grades: [], term: null };
  const more = { edition: null, volume: null, textbook: null, keywords: [], language: "zh-CN" };
  const base = { ...fields, ...more } as unknown as Resource;
  const typed = {
    ...fields,
    edition: null,
    volume: null,
    textbookNodeId: null,
    keywords: [],
    language: "zh-CN" as const,
  };

  it("keeps what was typed, takes the rest, and names what both changed", () => {
    const theirs = { ...base, title: "乙", summary: "他们的", keywords: ["秋天"] } as Resource;
    const { fields: merged, both } = rebase(base, { ...typed, summary: "我的" }, theirs);
    expect(merged).toMatchObject({ title: "乙", summary: "我的", keywords: ["秋天"] });
    expect(both).toEqual(["summary"]);
  });
});

describe("a search's address", () => {
  it("reads back as it was written", () => {
    const keys = fc.uniqueArray(fc.stringMatching(/^[a-z0-9-]{1,12}$/), { maxLength: 3 });
    const filters = fc.record(
      Object.fromEntries(facetNames.map((name) => [name, keys])) as Record<
        (typeof facetNames)[number],
        typeof keys
      >,
    );
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...sorts), filters, keys, (q, sort, chosen, literal) => {
        const state = { q: q.toWellFormed(), sort, filters: chosen, literal };
        expect(readSearch(new URLSearchParams(writeSearch(state).toString()))).toEqual(state);
      }),
    );
  });
});

describe("what a person teaches", () => {
  it("is the commonest subject of their own, and its commonest grade", () => {
    const own = [
      { subject: "chinese", grades: ["3"] },
      { subject: "chinese", grades: ["3", "4"] },
      { subject: "music", grades: ["1"] },
    ];
    expect(teachingFocus(own)).toEqual({ subject: "chinese", grade: "3" });
    expect(teachingFocus([{ subject: null, grades: ["1"] }])).toBeNull();
  });

  it("falls in the school's terms: January is still autumn's, August already the next year's", () => {
    expect(termOn(new Date(2027, 0, 10))).toBe("2026-2027-1");
    expect(termOn(new Date(2027, 1, 20))).toBe("2026-2027-2");
    expect(termOn(new Date(2027, 7, 1))).toBe("2027-2028-1");
  });
});

describe("drafts that a filled list describes", () => {
  it("are parted and joined by title, and keep what the list says from guesses", () => {
    const rows = [newRow(["a", "b"], "第一课"), newRow(["c"], "第二课"), newRow(["d"], "别的")];
    const guessed = rows.map((row) =>
      fillRow(row, { subject: "mathematics", textbookNodeId: "t" }, () => ({ source: "name", matched: "" })),
    );
    const descriptions = new Map([
      ["a", { title: "分数", subject: "chinese" }],
      ["c", { title: "分数" }],
    ]);
    const [joined, rest, other] = changeRows(guessed, { kind: "describe", descriptions });
    expect(joined).toMatchObject({ fileIds: ["a", "c"], touched: ["title", "subject"] });
    expect(joined?.fields).toMatchObject({ title: "分数", subject: "chinese", textbookNodeId: null });
    expect(joined?.guesses).toEqual({});
    expect(rest).toMatchObject({ fileIds: ["b"], fields: { title: "第一课", subject: "mathematics" } });
    expect(other).toBe(guessed[2]);
  });

  it("stay as they are once they are saved", () => {
    const saved = { ...newRow(["a"], "甲"), outcome: { status: "saving" as const } };
    const descriptions = new Map([["a", { title: "乙" }]]);
    expect(changeRows([saved], { kind: "describe", descriptions })).toEqual([saved]);
  });
});

describe("what the columns of a sheet mean", () => {
  it("belongs to one column of a table, and of the table beside it to another", () => {
    const layout = { headerRow: 1, columns: ["weeks", "content", "weeks", "content", null] } as const;
    const changed = (column: number, meaning: "content" | "weeks") =>
      withMeaning({ ...layout, columns: [...layout.columns] }, column, meaning).columns;
    expect(changed(4, "content")).toEqual(["weeks", "content", "weeks", null, "content"]);
    expect(changed(1, "weeks")).toEqual([null, "weeks", "weeks", "content", null]);
  });
});

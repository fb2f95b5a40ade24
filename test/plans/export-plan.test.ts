import fc from "fast-check";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPlanSheet } from "../../server/modules/plans/read-plan-sheet.ts";
import { PlanSheet } from "../../server/modules/plans/reading-schema.ts";
import { writePlanSheet } from "../../server/modules/plans/write-plan-sheet.ts";
import { openWorkbook } from "../../web/components/open-workbook.ts";
import { type Client, seedPeople, signedIn } from "../support/client.ts";
import { adoptPlan, createPlan, lessons, publishPlan } from "../support/plans.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

const readBack = (bytes: Uint8Array) => {
  const { isCut, ...sheet } = openWorkbook(bytes).sheets[0] as ReturnType<typeof openWorkbook>["sheets"][0];
  expect(isCut).toBe(false);
  return readPlanSheet(PlanSheet.parse(sheet), []);
};
const partsOf = (bytes: Uint8Array) =>
  Object.entries(unzipSync(bytes)).map(([name, part]) => [name, new TextDecoder().decode(part)] as const);

const cell = fc.oneof(
  fc.constantFrom("", "=1+1", "+86", "-1", "@SUM(A1)", "第3周", "周次", "<b>&amp;", "甲\n乙", "3", "“引号”'"),
  fc
    .string({ maxLength: 12, unit: fc.constantFrom("口", "语", "a", "=", " ", "1", "，") })
    .map((text) => text.trim()),
);
const sheetRow = fc.record({
  first: fc.integer({ min: 1, max: 18 }),
  more: fc.integer({ min: 0, max: 2 }),
  unit: cell,
  lesson: cell,
  content: cell,
  periods: fc.integer({ min: 0, max: 60 }),
  homework: cell,
  equipment: cell,
  notes: cell,
});

describe("an exported plan", () => {
  test("is read in again as the same rows, whatever stands in them, and holds no formula", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sheetRow, { maxLength: 12 }), async (given) => {
        const rows = given
          .map(({ first, more, ...row }) => ({ ...row, weeks: { first, last: first + more } }))
          // What says nothing is no row of a table.
          .filter(({ unit, lesson, content, homework, equipment, notes }) =>
            [unit, lesson, content, homework, equipment, notes].some((text) => text !== ""),
          )
          .sort((one, other) => one.weeks.first - other.weeks.first);
        const bytes = await writePlanSheet({ title: "=cmd|计划", headings: ["三年级"], rows, weeks: [] });
        for (const [, xml] of partsOf(bytes)) expect(xml).not.toMatch(/<f[\s>]/);
        const { rows: read, problems, notices } = readBack(bytes);
        const filled = read.map(({ row }) => ({
          ...{ unit: "", lesson: "", content: "", homework: "", equipment: "", notes: "" },
          ...row,
        }));
        // Rows may lie over one another: that is told of just those, and nothing else is.
        const overlapping = rows.flatMap(({ weeks }, index) => {
          const before = rows[index - 1]?.weeks;
          if (!before || weeks.first >= before.last) return [];
          return weeks.first === before.first && weeks.last === before.last ? [] : [index];
        });
        expect(problems).toEqual([]);
        expect(notices.map(({ code, number }) => [code, number])).toEqual(
          overlapping.map((index) => ["weeks-overlap", index + 4]),
        );
        expect(filled).toEqual(rows);
      }),
      { numRuns: 60 },
    );
  });

  test("keeps what no workbook may hold out of it", async () => {
    const row = { unit: "", lesson: "口\u0001耳\u000b目\uffff", content: "", homework: "" };
    const rest = { periods: 1, equipment: "", notes: "", weeks: { first: 1, last: 1 } };
    const bytes = await writePlanSheet({
      title: "计划",
      headings: [],
      rows: [{ ...row, ...rest }],
      weeks: [],
    });
    expect(readBack(bytes).rows[0]?.row.lesson).toBe("口耳\n目");
  });
});

describe("exporting over HTTP", () => {
  let system: TestSystem;
  let research: Client;
  let lead: Client;
  const group = unitOf("group1").id;
  beforeAll(async () => {
    system = await startTestSystem();
    await seedPeople(system);
    research = await signedIn(system, "group1.research");
    lead = await signedIn(system, "sanxiao.lead");
    const calendar = {
      firstOn: "2026-09-01",
      lastOn: "2027-01-22",
      holidays: [{ name: "国庆节", from: "2026-10-01", until: "2026-10-07" }],
      examWeeks: [20],
    };
    await (await signedIn(system, "group1.lead"))
      .put(`/api/units/${group}/calendars/2026-2027-1`)
      .send(calendar)
      .expect(200);
  });
  afterAll(() => system.stop());

  const download = async (client: Client, path: string) =>
    client
      .get(path)
      .buffer()
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("end", () => done(null, Buffer.concat(chunks)));
      });

  test("gives a file of the plan's name with its heading, weeks and days", async () => {
    const plan = await publishPlan(research, group, { title: "三年级/语文: 进度表" });
    const { status, headers, body } = await download(lead, `/api/plans/${plan.id}/export.xlsx`);
    expect(status).toBe(200);
    expect(headers["content-type"]).toContain("spreadsheetml.sheet");
    expect(headers["content-disposition"]).toContain(encodeURIComponent("三年级_语文_ 进度表.xlsx"));
    const [sheet] = openWorkbook(body).sheets;
    expect(sheet?.rows[0]?.[0]).toBe("三年级/语文: 进度表");
    expect(sheet?.rows[1]?.[0]).toMatch(
      /2026—2027学年上学期.*语文.*三年级.*每周 7 课时.*总课时 \d+.*第 1 版/,
    );
    expect(sheet?.rows[2]?.[0]).toBe("开学日 9.1　总周数 21　考试周 20　节假日 国庆节 10.1—10.7");
    expect(sheet?.rows[4]?.slice(0, 4)).toEqual(["第1周", "9.1—9.4", "第一单元", lessons[0]]);
    expect(sheet?.merges).toContainEqual({ row: 4, column: 0, rows: 2, columns: 1 });
    expect(readBack(body).rows.map(({ row }) => row.lesson)).toEqual(lessons);
  });

  test("gives a revision as it was, the draft to who writes it, and a copy as it is", async () => {
    const plan = await publishPlan(research, group);
    const copy = await adoptPlan(lead, plan, unitOf("sanxiao").id);
    const change = { content: "还没有发布", reason: "本校" };
    for (const [client, { id, rows }] of [
      [research, await createDraftView(plan.id)],
      [lead, copy],
    ] as const)
      await client.patch(`/api/plans/${id}/rows/${rows[0].id}`).send(change).expect(200);
    const contentOf = async (client: Client, path: string) =>
      readBack((await download(client, path)).body).rows[0]?.row.content ?? "";
    const at = `/api/plans/${plan.id}/export.xlsx`;
    expect(await contentOf(lead, at)).toBe("");
    expect(await contentOf(research, `${at}?revision=1`)).toBe("");
    expect(await contentOf(research, `${at}?revision=live`)).toBe("还没有发布");
    expect(await contentOf(lead, `/api/plans/${copy.id}/export.xlsx`)).toBe("还没有发布");
    expect((await download(lead, `${at}?revision=live`)).status).toBe(404);
    expect((await download(research, `${at}?revision=9`)).status).toBe(404);
    const outsider = await signedIn(system, "group2.research");
    const draft = await createPlan(research, group);
    for (const { id } of [plan, draft])
      expect((await download(outsider, `/api/plans/${id}/export.xlsx`)).status).toBe(404);
  });

  const createDraftView = async (id: string) =>
    (await research.get(`/api/plans/${id}?shows=live`).expect(200)).body;
});

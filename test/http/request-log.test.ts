import express from "express";
import { pino } from "pino";
import supertest from "supertest";
import { expect, test } from "vitest";
import { requestLog } from "../../server/http/request-log.ts";

const token = "a1B2c3D4e5-F6g7H8i9_J0k1L2m3N4o5P6q7R8s9T0u";
const id = "9b2f1c52-6c1c-4c0e-9f6e-0d5a1b7c3e11";

/** The lines that the log has of these requests. */
const logged = async (...paths: string[]): Promise<string[]> => {
  const lines: string[] = [];
  const log = pino({ level: "debug" }, { write: (line) => void lines.push(line) });
  const app = express().use(requestLog(log), (_request, response) => void response.end("done"));
  for (const path of paths) await supertest(app).get(path).expect(200);
  return lines;
};

test("the log has a line for each request, without its query and without a calendar's secret", async () => {
  const lines = await logged(
    "/api/plans?q=secret",
    `/api/calendar-feeds/${token}.ics`,
    `/api/calendar-feeds/${id}`,
  );
  expect(lines.map((line) => JSON.parse(line).req.path)).toEqual([
    "/api/plans",
    "/api/calendar-feeds/….ics",
    `/api/calendar-feeds/${id}`,
  ]);
  expect(lines.join()).not.toContain("secret");
  expect(lines.join()).not.toContain(token);
});

test("a calendar's secret is kept out of the log also where its address is written otherwise", async () => {
  const lines = await logged(
    `/api/calendar-feeds/${token}`,
    `/api/calendar-feeds/${token}.ics/`,
    `/API/Calendar-Feeds/${token}.ICS`,
    `/api/calendar-feeds/${token}.ics?again=1`,
  );
  expect(lines).toHaveLength(4);
  expect(lines.join()).not.toContain(token);
});

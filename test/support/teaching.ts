import type { Client } from "./client.ts";

/** The autumn term of 2026: it begins on a Tuesday and has 21 teaching weeks. */
export const autumn = {
  firstOn: "2026-09-01",
  lastOn: "2027-01-22",
  holidays: [{ name: "国庆节", from: "2026-10-01", until: "2026-10-07" }],
  swaps: [{ on: "2026-10-10", as: "2026-10-07" }],
};

/** A third class in Chinese, unless other fields are given, that the client teaches from now on. Answers its id. */
export const joinClass = async (
  client: Client,
  campusId: string,
  name: string,
  fields: object = {},
): Promise<string> => {
  const named = { campusId, schoolYear: "2026-2027", grade: "3", subject: "chinese", name };
  return (
    await client
      .post("/api/taught-classes")
      .send({ ...named, ...fields })
      .expect(201)
  ).body.id;
};

/** A valid body for each changing endpoint of classes, so that only the id can be what is wrong. */
export const classBodies: Record<string, object> = {
  "patch /api/taught-classes/:id": { name: "9班" },
  "put /api/taught-classes/:id/plan": { planId: "00000000-0000-4000-8000-000000000000" },
  "put /api/taught-classes/:id/rows/:rowId/taught": {},
  "put /api/taught-classes/:id/rows/:rowId/note": { text: "笔记" },
};

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, password, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { closing, cookieOf, fileForm, part, postForm } from "./form.ts";

let system: TestSystem;
let cookie: string;
let teacher: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  cookie = await cookieOf(system, "sanxiao.teacher", password);
  teacher = await signedIn(system, "sanxiao.teacher");
});
afterAll(() => system.stop());

type Uploaded = { id: string; name: string; warnings: string[] };

const nameAfter = async (form: Buffer): Promise<Uploaded> => {
  const reply = await postForm(system, cookie, form);
  expect(reply).toMatchObject({ status: 201 });
  return reply.body;
};

/** What a download of the file under this name says in its header. */
const dispositionOf = async (uploadId: string): Promise<string> => {
  const draft = await teacher
    .post("/api/resources")
    .send({ title: "名字", kind: "material", files: [{ uploadId }] })
    .expect(201);
  const path = `/api/resources/${draft.body.id}/files/${draft.body.files[0].id}`;
  return (await teacher.get(path).expect(200)).headers["content-disposition"] as string;
};

describe("a Chinese file name arrives as it was meant", () => {
  const name = "《静夜思》教学设计.txt";
  test.each<[string, Buffer, string?]>([
    ["a browser or curl: UTF-8", fileForm(name)],
    ["an older Windows program: GBK", fileForm(Buffer.from("bdccb0b82e747874", "hex")), "教案.txt"],
    [
      "GBK with 0x5C for a second byte",
      fileForm(Buffer.from("d55cd0c5bdccd3fd2e747874", "hex")),
      "誠信教育.txt",
    ],
    [
      "RFC 5987",
      Buffer.concat([part(`name="file"; filename*=UTF-8''${encodeURIComponent(name)}`, "x"), closing]),
    ],
    [
      "both forms at once",
      Buffer.concat([
        part(`name="file"; filename="_.txt"; filename*=UTF-8''${encodeURIComponent(name)}`, "x"),
        closing,
      ]),
    ],
    ["a program in Go, which escapes quotes", fileForm('\\"静夜思\\"教学设计.txt'), '"静夜思"教学设计.txt'],
    ["a client that mangles: UTF-8 as Latin-1", fileForm(Buffer.from(Buffer.from(name).toString("latin1")))],
  ])("from %s", async (_how, form, expected = name) => {
    const upload = await nameAfter(form);
    expect(upload.name).toBe(expected);
    expect(await dispositionOf(upload.id)).toContain(`filename*=UTF-8''`);
  });
});

describe("a hostile file name", () => {
  test.each<[string, string]>([
    ["../../etc/passwd", "passwd"],
    ["..\\..\\windows\\win.ini", "win.ini"],
    ["/absolute/path.txt", "path.txt"],
    ["C:\\备课\\教案.txt", "教案.txt"],
    ["..", "未命名"],
    ["   ", "未命名"],
    ["....", "未命名"],
    ["教案.txt. . ", "教案.txt"],
    ["CON", "_CON"],
    ["nul.txt", "_nul.txt"],
    ["gnp\u202e.exe", "gnp.exe"],
    ["教\u200b案\ufeff.txt", "教案.txt"],
    ["e\u0301te\u0301.txt", "été.txt"],
    ["语文／数学.txt", "语文／数学.txt"],
    ["👩‍🏫教案.txt", "👩‍🏫教案.txt"],
    ["𠮷野.txt", "𠮷野.txt"],
  ])("%j is kept as %j and told of", async (given, kept) => {
    const upload = await nameAfter(fileForm(given, `body of ${given}`));
    expect(upload.name).toBe(kept);
    expect(upload.warnings.includes("name-changed")).toBe(kept !== given.normalize("NFC"));
    const disposition = await dispositionOf(upload.id);
    expect(disposition).not.toMatch(/[\r\n\0]/);
    expect(disposition).toMatch(
      /^attachment; filename="[^"\\]*"(; filename\*=UTF-8''[A-Za-z0-9%!#$&+^_`{}~.|-]+)?$/,
    );
  });

  test("cannot split the header that carries it", async () => {
    const upload = await nameAfter(fileForm("a%0D%0ASet-Cookie: x=y%22;filename=b.txt"));
    const disposition = await dispositionOf(upload.id);
    expect(disposition).toMatch(/^attachment; filename="[^"\\;\r\n]*"(; filename\*=[^\s;]+)?$/);
  });

  test.each([84, 251, 252, 300, 1000])(
    "of %i Hanzi is kept, to 255 characters with its extension",
    async (length) => {
      const upload = await nameAfter(fileForm(`${"教".repeat(length)}.txt`));
      expect([...upload.name].length).toBe(Math.min(255, length + 4));
      expect(upload.name.endsWith("教.txt")).toBe(true);
      expect(decodeURIComponent((await dispositionOf(upload.id)).split("UTF-8''")[1] as string)).toBe(
        upload.name,
      );
    },
  );

  test("given to a file of a draft is cleaned as well", async () => {
    const { id } = await nameAfter(fileForm("好.txt"));
    const draft = await teacher
      .post("/api/resources")
      .send({ title: "名字", kind: "material", files: [{ uploadId: id, name: "../../\u202e坏.txt" }] })
      .expect(201);
    expect(draft.body.files[0].name).toBe("坏.txt");
  });
});

import { execFileSync } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { makeDocx } from "../../scripts/make-files/docx.ts";
import { makeOfficePackage, makeZip } from "../../scripts/make-files/office-package.ts";
import { makePdf } from "../../scripts/make-files/pdf.ts";
import { makeXlsx } from "../../scripts/make-files/xlsx.ts";
import { makeCrowdedPdf } from "../support/make-crowded-pdf.ts";
import { ownChildren } from "../support/own-children.ts";
import { until } from "../support/until.ts";
import { extractBytes, passagesOf, startExtractor, textOf, writeTemporaryFile } from "./extract-files.ts";
import { makeCompoundFile, makeDoc } from "./make-legacy-files.ts";

const mainType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const makeDocument = (xml: string) =>
  makeOfficePackage("", [{ name: "word/document.xml", contentType: mainType, xml }]);

/** A PDF whose text may be read only with a password that is not the empty one. */
function makeLockedPdf(): Buffer {
  const key = "<".concat("5A".repeat(32), ">");
  const encryption = `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O ${key} /U ${key} >>`;
  const id = "[<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]";
  const plain = makePdf({ title: "密", pages: [["密"]] }).toString("latin1");
  return Buffer.from(plain.replace("/Root 1 0 R", `/Root 1 0 R /Encrypt ${encryption} /ID ${id}`), "latin1");
}

describe("a file that cannot be opened without a password", () => {
  it.each(["教案.docx", "课件.pptx", "成绩.xlsx"])("is encrypted: %s", async (name) => {
    expect(await textOf(makeCompoundFile({ EncryptedPackage: Buffer.alloc(64) }), name)).toMatchObject({
      status: "failed",
      reason: "encrypted",
    });
  });

  it("is encrypted: PDF", async () => {
    expect(await textOf(makeLockedPdf(), "a.pdf")).toMatchObject({ status: "failed", reason: "encrypted" });
  });

  it("is not confused with a document of an old format", async () => {
    expect(await textOf(makeDoc("甲"), "教案.docx")).toMatchObject({ status: "ready" });
  });
});

describe("a broken file", () => {
  it("is broken where a download was cut off", async () => {
    const whole = await makeDocx({ title: "教案", paragraphs: ["甲".repeat(5000)] });
    expect(await textOf(whole.subarray(0, whole.length / 2), "a.docx")).toMatchObject({ reason: "broken" });
  });

  it("is broken where its parts are not XML", async () => {
    expect(await textOf(await makeDocument("<w:document><w:p></w:document>"), "a.docx")).toMatchObject({
      status: "failed",
      reason: "broken",
    });
  });

  it("is broken where its bytes are not what its name says", async () => {
    expect(await textOf(Buffer.alloc(200, 7), "a.docx")).toMatchObject({ reason: "broken" });
    expect(await textOf("%PDF-1.7\nnothing", "a.pdf")).toMatchObject({ reason: "broken" });
  });

  it("is unsupported where it is an archive of other things", async () => {
    expect(await textOf(await makeZip({ "教案.txt": "甲" }), "a.zip")).toMatchObject({
      reason: "unsupported",
    });
  });
});

describe("a hostile file", () => {
  it("has no use for entities of its own, near or far", async () => {
    const bomb = `<!DOCTYPE d [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><d><t>&b;&f;</t></d>`;
    expect(await textOf(await makeDocument(bomb), "a.docx")).toMatchObject({ reason: "broken" });
    expect(await textOf(await makeDocument("<d><t>&b;</t></d>"), "a.docx")).toMatchObject({
      reason: "broken",
    });
  });

  it("is refused where its XML nests too deeply", async () => {
    const xml = "<d>".repeat(100_000) + "</d>".repeat(100_000);
    expect(await textOf(await makeDocument(xml), "a.docx")).toMatchObject({ reason: "too-large" });
  });

  it("is refused where it inflates without end, over all its parts together", async () => {
    const zeros = " ".repeat(100_000_000);
    const bomb = await makeDocument(`<d>${zeros}</d>`);
    const limits = { maxInflatedBytes: 50_000_000 };
    expect(bomb.length).toBeLessThan(200_000);
    expect(await textOf(bomb, "a.docx", limits)).toMatchObject({ reason: "too-large" });
    const sheets = ["一", "二", "三"].map((name) => ({ name, rows: [["x".repeat(2000)]] }));
    expect(await textOf(await makeXlsx({ sheets }), "a.xlsx", { maxInflatedBytes: 4000 })).toMatchObject({
      reason: "too-large",
    });
  });

  it("is refused where it has too many parts", async () => {
    const entries = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${index}`, ""]));
    expect(await textOf(await makeZip(entries), "a.docx", { maxArchiveEntries: 200 })).toMatchObject({
      reason: "too-large",
    });
  });

  it("is not followed out of the archive", async () => {
    const file = await makeOfficePackage("", [
      {
        name: "word/document.xml",
        contentType: mainType,
        xml: "<d><p><t>正文</t></p></d>",
        relationships: [{ id: "a", type: "header", target: "../../../../etc/passwd" }],
      },
    ]);
    expect(await textOf(file, "a.docx")).toMatchObject({ passages: [{ text: "正文" }] });
  });
});

describe("an extractor", () => {
  const good = () => makeDocx({ title: "好文件", paragraphs: ["正文"] });
  const goodResult = { status: "ready", passages: [{ text: "好文件\n正文" }] };
  /* Reading it never ends. */
  const endless = async () => {
    const path = `${await writeTemporaryFile("")}.pipe`;
    execFileSync("mkfifo", [path]);
    return { path, fileName: "endless.docx", mediaType: "application/octet-stream" };
  };

  it("gives up a file at its time limit and goes on with the next", async () => {
    const extractor = startExtractor({ limits: { timeMs: 4000 } });
    const slow = extractor.extract(await endless());
    const next = extractBytes(extractor, await good(), "good.docx");
    expect(await slow).toMatchObject({ status: "failed", reason: "timeout" });
    expect(await next).toMatchObject(goodResult);
  });

  it("reads all others beside a file that hangs, which is still hanging then", async () => {
    const extractor = startExtractor({ workers: 2 });
    let isOver = false;
    const hanging = extractor.extract(await endless()).finally(() => {
      isOver = true;
    });
    const outcome = expect(hanging).rejects.toMatchObject({ code: "extract.closed" });
    const file = await good();
    const others = Array.from({ length: 20 }, () => extractBytes(extractor, file, "good.docx"));
    for (const result of await Promise.all(others)) expect(result).toMatchObject(goodResult);
    expect(isOver).toBe(false);
    extractor.close();
    await outcome;
  });

  it.each([
    ["with", true],
    ["without", false],
  ])("comes to an end with a PDF of a million objects, %s a table of them", async (_, hasTable) => {
    const extractor = startExtractor({ limits: { timeMs: 8000 } });
    const result = await extractBytes(extractor, makeCrowdedPdf(1_000_000, hasTable), "a.pdf");
    if (result.status === "ready") expect(passagesOf(result)[0]?.text).toBe("crowded");
    else expect(["timeout", "out-of-memory"]).toContain(result.reason);
    expect(await extractBytes(extractor, await good(), "good.docx")).toMatchObject(goodResult);
  });

  it("survives a file that fills the heap", async () => {
    const extractor = startExtractor({ limits: { heapMb: 16, memoryMb: 2000 } });
    const bomb = await makeDocument(`<d><p>${"<t>字</t>".repeat(6_000_000)}</p></d>`);
    const poison = extractBytes(extractor, bomb, "a.docx");
    const next = extractBytes(extractor, await good(), "good.docx");
    expect(await poison).toMatchObject({ status: "failed", reason: "out-of-memory" });
    expect(await next).toMatchObject(goodResult);
  });

  it("ends a process that outgrows its memory outside the heap", async () => {
    const extractor = startExtractor({ limits: { memoryMb: 20 } });
    expect(await extractor.extract(await endless())).toMatchObject({ reason: "out-of-memory" });
  });

  it("replaces its processes after some files, and takes several at a time", async () => {
    const extractor = startExtractor({ workers: 2, filesPerWorker: 2 });
    const file = await good();
    const results = await Promise.all(
      Array.from({ length: 9 }, () => extractBytes(extractor, file, "good.docx")),
    );
    for (const result of results) expect(result).toMatchObject(goodResult);
  });

  it("ends a process that has had nothing to do for a while, and starts another when there is", async (context) => {
    context.skip(process.platform !== "linux", "SKIPPED: processes are found in /proc");
    const others = new Set(await ownChildren("extract-process"));
    const mine = async () => (await ownChildren("extract-process")).filter((id) => !others.has(id));
    const extractor = startExtractor({ idleMs: 1000 });
    const file = await good();
    const reading = extractBytes(extractor, file, "good.docx");
    const first = await until("a process to be started", async () => (await mine())[0]);
    expect(await reading).toMatchObject(goodResult);
    await until("it to be ended", async () => (await mine()).length === 0);
    expect(await extractBytes(extractor, file, "good.docx")).toMatchObject(goodResult);
    expect(await mine()).not.toContain(first);
  });

  it("ends one that has nothing to do though another goes on reading", async (context) => {
    context.skip(process.platform !== "linux", "SKIPPED: processes are found in /proc");
    const others = new Set(await ownChildren("extract-process"));
    const mine = async () => (await ownChildren("extract-process")).filter((id) => !others.has(id));
    const extractor = startExtractor({ workers: 2, idleMs: 2000 });
    const read = () => extractBytes(extractor, Buffer.from("甲"), "a.txt");
    const reading = Promise.all([read(), read()]);
    await until("two processes to be started", async () => (await mine()).length === 2);
    await reading;
    await until("one to be ended", async () => {
      expect(await read()).toMatchObject({ status: "ready" });
      return (await mine()).length < 2;
    });
  }, 90_000);

  it("ends those that have nothing to do when it is told to, and reads on", async (context) => {
    context.skip(process.platform !== "linux", "SKIPPED: processes are found in /proc");
    const others = new Set(await ownChildren("extract-process"));
    const mine = async () => (await ownChildren("extract-process")).filter((id) => !others.has(id));
    const extractor = startExtractor({ workers: 2, idleMs: 3_600_000 });
    const read = () => extractBytes(extractor, Buffer.from("甲"), "a.txt");
    await Promise.all([read(), read()]);
    const idle = await mine();
    expect(idle).toHaveLength(2);
    extractor.endIdle();
    await until("them to be ended", async () => (await mine()).length === 0, 20_000);
    const reading = read();
    extractor.endIdle();
    expect(await reading).toMatchObject({ status: "ready" });
  }, 60_000);

  it("refuses what it has not finished when it is closed", async () => {
    const extractor = startExtractor();
    const running = extractor.extract(await endless());
    const outcome = expect(running).rejects.toMatchObject({ code: "extract.closed" });
    await delay(300);
    extractor.close();
    await outcome;
    const path = await writeTemporaryFile("甲");
    await expect(
      extractor.extract({ path, fileName: "a.txt", mediaType: "text/plain" }),
    ).rejects.toMatchObject({
      code: "extract.closed",
    });
  });

  it("blames no file for a process that cannot be started, and reads it once one can", async () => {
    const extractor = startExtractor();
    const { execPath } = process;
    process.execPath = "/nowhere/node";
    try {
      await expect(extractBytes(extractor, "甲", "a.txt")).rejects.toMatchObject({
        code: "extract.no-process",
      });
    } finally {
      process.execPath = execPath;
    }
    expect(await extractBytes(extractor, "甲", "a.txt")).toMatchObject({ status: "ready" });
  });

  it("says so when there is no such file", async () => {
    const missing = { path: "/nowhere/blob", fileName: "a.txt", mediaType: "text/plain" };
    await expect(startExtractor().extract(missing)).rejects.toMatchObject({ code: "extract.no-file" });
  });
});

import { existsSync } from "node:fs";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { createOfficeConverter, type OfficeInput, type OfficeLimits } from "../../indexer/office/index.ts";
import { makeDocx } from "../../scripts/make-files/docx.ts";
import { makePng } from "../../scripts/make-files/png.ts";
import { readConfig } from "../../server/config.ts";
import { startListener } from "../support/start-listener.ts";
import { passagesOf, textOf, writeTemporaryFile } from "./extract-files.ts";
import { makeLinkingDocx, makeLinkingPage, makeLinkingSheet, makeLinkingText } from "./make-linking-files.ts";

const { soffice } = readConfig().office;
if (soffice === null) console.warn("SKIPPED: conversion by LibreOffice; there is no soffice on the PATH.");

function startConverter(program: string | null, limits: Partial<OfficeLimits> = {}) {
  const converter = createOfficeConverter({ soffice: program, gotenbergUrl: null }, limits);
  onTestFinished(() => converter.close());
  return converter;
}

/** Stands in for soffice: a script with its way of being called. */
async function writeProgram(script: string): Promise<string> {
  const path = `${await writeTemporaryFile("")}.sh`;
  await writeFile(path, `#!/bin/sh\nfor last; do :; done\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

const inputOf = async (bytes: Uint8Array | string, extension: string, to: OfficeInput["to"] = "pdf") => ({
  path: await writeTemporaryFile(bytes),
  extension,
  to,
});

describe.skipIf(soffice === null)("LibreOffice", { timeout: 120_000 }, () => {
  it("converts one document after another, and its results go when they are no longer wanted", async () => {
    const converter = startConverter(soffice);
    const docx = await makeDocx({ title: "古诗三首", paragraphs: ["寒雨连江夜入吴"] });
    const [pdf, again] = await Promise.all([
      converter.convert(await inputOf(docx, "docx")),
      converter.convert(await inputOf(docx, "docx", "docx")),
    ]);
    if (pdf.status !== "converted" || again.status !== "converted") throw new Error("not converted");
    expect(passagesOf(await textOf(await readFile(pdf.path), "a.pdf"))[0]?.text).toBe(
      "古诗三首\n寒雨连江夜入吴",
    );
    await Promise.all([pdf.remove(), again.remove()]);
    expect([pdf, again].some(({ path }) => existsSync(path))).toBe(false);
  });

  it("says that a document is broken, and converts the next", async () => {
    const converter = startConverter(soffice);
    const whole = await makeDocx({ title: "教案", paragraphs: ["甲".repeat(5000)] });
    const half = await inputOf(whole.subarray(0, whole.length / 2), "docx");
    expect(await converter.convert(half)).toMatchObject({ reason: "broken" });
    expect(await converter.convert(await inputOf("春眠不觉晓", "txt"))).toMatchObject({
      status: "converted",
    });
  });

  it("asks nobody for what a document points to, even where its network cannot be taken away", async () => {
    const { address, requests } = await startListener();
    const converter = startConverter(soffice, { inNamespace: false });
    const secret = await writeTemporaryFile("机密内容");
    const text = await converter.convert(await inputOf(await makeLinkingText(address, secret), "odt"));
    const others = [
      await converter.convert(await inputOf(await makeLinkingSheet(address), "ods")),
      await converter.convert(await inputOf(await makeLinkingDocx(address), "docx")),
      await converter.convert(await inputOf(makeLinkingPage(address), "html")),
    ];
    if (text.status !== "converted") throw new Error("not converted");
    const [page] = passagesOf(await textOf(await readFile(text.path), "a.pdf"));
    expect(page?.text).toContain("正文");
    expect(page?.text).not.toContain("机密内容");
    expect(others.map(({ status }) => status)).toEqual(["converted", "converted", "converted"]);
    expect(requests).toEqual([]);
  });
});

describe.skipIf(soffice === null)("a field of an RTF file", { timeout: 120_000 }, () => {
  it.each(["rtf", "doc"])(
    "puts in no picture of this machine, but keeps its words (as %s)",
    async (extension) => {
      const secret = `${await writeTemporaryFile("")}.png`;
      await writeFile(secret, makePng({ width: 400, height: 300, seed: 7 }));
      const field = (named: string) =>
        `{\\field{\\*\\fldinst {INCLUDEPICTURE "${named}" \\\\d}}{\\fldrslt words}}`;
      const padding = "a ".repeat(40_000);
      const rtf = `{\\rtf1 before ${field(secret)} ${padding} ${field(`file://${secret}`)} after}`;
      const result = await startConverter(soffice).convert(await inputOf(rtf, extension));
      if (result.status !== "converted") throw new Error("not converted");
      const pdf = await readFile(result.path);
      expect(pdf.toString("latin1")).not.toMatch(/\/Subtype\s*\/Image/);
      expect(JSON.stringify(passagesOf(await textOf(pdf, "a.pdf")))).toMatch(/before words.*words after/s);
    },
  );
});

describe("the runner of LibreOffice", () => {
  const writesPdf = 'echo done > "$(dirname "$last")/../document.pdf"';

  it("says so where there is none", async () => {
    expect(await startConverter(null).convert(await inputOf("", "doc"))).toMatchObject({
      reason: "no-converter",
    });
  });

  it("ends a program with all that it started at the time limit, and goes on", async () => {
    const mark = await writeTemporaryFile("");
    const program = await writeProgram(
      `grep -q endless "$last" || { ${writesPdf}; exit; }\n(while :; do echo x > ${mark}; sleep 0.05; done) & wait`,
    );
    // Where it sees the mark that it makes.
    const converter = startConverter(program, { timeMs: 500, inNamespace: false });
    const endless = converter.convert(await inputOf("endless", "doc"));
    const next = converter.convert(await inputOf("short", "doc"));
    expect(await endless).toMatchObject({ status: "failed", reason: "timeout" });
    expect(await next).toMatchObject({ status: "converted" });
    await writeFile(mark, "still");
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await readFile(mark, "utf8")).toBe("still");
  });

  it.skipIf(!existsSync("/proc/self/status"))("ends a program that outgrows its memory", async () => {
    const program = await writeProgram("x=$(head -c 100000000 /dev/zero | tr '\\0' x); sleep 30; echo $x");
    const converter = startConverter(program, { memoryMb: 30 });
    expect(await converter.convert(await inputOf("", "doc"))).toMatchObject({ reason: "out-of-memory" });
  });

  it("gives the program nothing of our environment", async () => {
    process.env.SECRET_OF_OURS = "secret";
    onTestFinished(() => {
      delete process.env.SECRET_OF_OURS;
    });
    const program = await writeProgram('env > "$(dirname "$last")/../document.pdf"');
    const result = await startConverter(program).convert(await inputOf("", "doc"));
    if (result.status !== "converted") throw new Error("not converted");
    const given = await readFile(result.path, "utf8");
    expect(given).toContain("HOME=");
    expect(given).not.toContain("SECRET_OF_OURS");
  });

  it("refuses what is too large, before and after", async () => {
    const program = await writeProgram(writesPdf);
    const small = startConverter(program, { maxInputBytes: 3 });
    expect(await small.convert(await inputOf("long", "doc"))).toMatchObject({ reason: "too-large" });
    const brief = startConverter(program, { maxOutputBytes: 5 });
    expect(await brief.convert(await inputOf("long", "doc"))).toMatchObject({ reason: "too-large" });
  });

  it("can be given up by whoever asked, and refuses everything once it is closed", async () => {
    const converter = startConverter(await writeProgram("sleep 100"));
    const giveUp = new AbortController();
    const first = converter.convert({ ...(await inputOf("", "doc")), signal: giveUp.signal });
    const second = converter.convert(await inputOf("", "doc"));
    giveUp.abort(new Error("no longer wanted"));
    await expect(first).rejects.toThrow("no longer wanted");
    const refused = expect(second).rejects.toMatchObject({ code: "office.closed" });
    await converter.close();
    await refused;
    await expect(converter.convert(await inputOf("", "doc"))).rejects.toMatchObject({
      code: "office.closed",
    });
  });
});

import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { createOfficeConverter } from "../../indexer/office/index.ts";
import { writeTemporaryFile } from "./extract-files.ts";

/** Speaks Gotenberg's form: takes `multipart/form-data` with the document under `files`, as its route for LibreOffice does. */
async function startGotenberg(answer: (file: File, response: ServerResponse) => void): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const type = request.headers["content-type"] ?? "";
    if (
      request.method !== "POST" ||
      request.url !== "/forms/libreoffice/convert" ||
      !/^multipart/.test(type)
    ) {
      response.writeHead(404).end();
      return;
    }
    const form = await new Response(Buffer.concat(chunks), { headers: { "content-type": type } }).formData();
    answer(form.get("files") as File, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function startConverter(gotenbergUrl: string, limits: Parameters<typeof createOfficeConverter>[1] = {}) {
  const converter = createOfficeConverter({ soffice: null, gotenbergUrl }, limits);
  onTestFinished(() => converter.close());
  return converter;
}

const word = async () => ({ path: await writeTemporaryFile("字"), extension: "doc", to: "pdf" as const });

it("gives the document under a name that tells its format, and keeps the PDF that comes back", async () => {
  const url = await startGotenberg(async (file, response) => {
    response.end(`${file.name}: ${await file.text()}`);
  });
  const result = await startConverter(`${url}/`).convert(await word());
  if (result.status !== "converted") throw new Error("not converted");
  expect(await readFile(result.path, "utf8")).toBe("document.doc: 字");
  await result.remove();
});

it("gives RTF without what its fields are to do, whatever it is called", async () => {
  const given: string[] = [];
  const url = await startGotenberg(async (file, response) => {
    given.push(await file.text());
    response.end("PDF");
  });
  const field = '{\\rtf1 words {\\field{\\*\\fldinst INCLUDEPICTURE "http://127.0.0.1/a"}{\\fldrslt x}}}';
  const path = await writeTemporaryFile(field);
  const result = await startConverter(url).convert({ path, extension: "doc", to: "pdf" });
  if (result.status !== "converted") throw new Error("not converted");
  await result.remove();
  expect(given).toEqual([field.replace("fldinst", "fldnone")]);
});

it("says that a document is broken where the service cannot load it", async () => {
  const url = await startGotenberg((_, response) => response.writeHead(400).end("LibreOffice failed"));
  expect(await startConverter(url).convert(await word())).toMatchObject({
    status: "failed",
    reason: "broken",
    detail: "LibreOffice failed",
  });
});

it("has no result for the time being where the service is busy or not there", async () => {
  const url = await startGotenberg((_, response) => response.writeHead(503).end());
  for (const address of [url, "http://127.0.0.1:9"])
    await expect(startConverter(address).convert(await word())).rejects.toMatchObject({
      code: "office.unreachable",
    });
});

it.each([
  [500, "broken"],
  [503, "timeout"],
  [504, "timeout"],
])(
  "gives a document on which the service fails with %d one more try, and then says why",
  async (status, reason) => {
    let asked = 0;
    let failures = 2;
    const url = await startGotenberg((_, response) => {
      asked += 1;
      if (asked > failures) response.end("PDF");
      else response.writeHead(status, { "Gotenberg-Trace": "1" }).end();
    });
    expect(await startConverter(url).convert(await word())).toMatchObject({ status: "failed", reason });
    expect(asked).toBe(2);
    failures = 3;
    const result = await startConverter(url).convert(await word());
    if (result.status !== "converted") throw new Error("not converted");
    await result.remove();
  },
);

it("bounds the time and the size of an answer", async () => {
  const silent = await startGotenberg(() => {});
  expect(await startConverter(silent, { timeMs: 200 }).convert(await word())).toMatchObject({
    reason: "timeout",
  });
  const long = await startGotenberg((_, response) => response.end(Buffer.alloc(10_000)));
  expect(await startConverter(long, { maxOutputBytes: 100 }).convert(await word())).toMatchObject({
    reason: "too-large",
  });
});

it("makes nothing but PDF", async () => {
  const converter = startConverter("http://127.0.0.1:9");
  expect(await converter.convert({ ...(await word()), to: "docx" })).toMatchObject({
    reason: "no-converter",
  });
});

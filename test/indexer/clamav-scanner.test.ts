import { getEventListeners } from "node:events";
import { Readable } from "node:stream";
import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClamavScanner, type Scanner } from "../../indexer/scan/index.ts";
import { makeDocx } from "../../scripts/make-files/docx.ts";
import { type Clamd, clamdMaxBytes, clamdMissing, startClamd } from "../support/clamd.ts";
import { type Behaviour, type FakeClamd, malware, startFakeClamd } from "../support/fake-clamd.ts";
import { makeZip } from "../support/make-zip.ts";
import { someBytes } from "../support/streams.ts";

const maxBytes = Number.MAX_SAFE_INTEGER;

const tooLarge = { status: "unscannable", reason: "too-large" };

const pieces = (bytes: Buffer, size = 60_000): Readable =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    })(),
  );

if (clamdMissing) test.skip(`a real ClamAV daemon: SKIPPED, ${clamdMissing}`, () => {});
describe.skipIf(clamdMissing)("a real ClamAV daemon", () => {
  let clamd: Clamd;
  let scanner: Scanner;
  beforeAll(async () => {
    clamd = await startClamd();
    scanner = createClamavScanner({ daemon: { socket: clamd.socket }, maxBytes });
  });
  afterAll(() => clamd.stop());
  const infected = { status: "infected", signature: "Commons.Test.UNOFFICIAL" };

  test("finds a document clean", async () => {
    const docx = await makeDocx({ title: "分数", paragraphs: ["把一个月饼平均分成两份。"] });
    expect(await scanner.scan(pieces(docx))).toEqual({ status: "clean" });
  });

  test("finds malware wherever it stands, and inside a zip file", async () => {
    const bytes = Buffer.concat([someBytes(400_000), Buffer.from(malware), someBytes(400_000)]);
    expect(await scanner.scan(pieces(bytes))).toEqual(infected);
    expect(await scanner.scan(pieces(Buffer.from(malware), 5))).toEqual(infected);
    expect(await scanner.scan(pieces(makeZip([{ name: "游戏.exe", bytes: Buffer.from(malware) }])))).toEqual(
      infected,
    );
  });

  test("comes to no verdict on more than it takes, which is not clean", async () => {
    expect(await scanner.scan(pieces(someBytes(clamdMaxBytes + 1)))).toEqual(tooLarge);
    expect(await scanner.scan(pieces(someBytes(clamdMaxBytes * 4)))).toEqual(tooLarge);
  });

  test("is heard to its end where it hangs up while bytes are written", async () => {
    const busy = new Int32Array(new SharedArrayBuffer(4));
    async function* source() {
      for await (const piece of pieces(someBytes(clamdMaxBytes + 1), 10_000)) {
        await turnOfTheLoop();
        yield piece;
      }
      // This process is busy while clamd hangs up, and writes before it reads the reply.
      for (let count = 0; count < 20; count += 1) {
        Atomics.wait(busy, 0, 0, 5);
        yield someBytes(1000);
      }
    }
    for (let count = 0; count < 4; count += 1)
      expect(await scanner.scan(Readable.from(source()))).toEqual(tooLarge);
  });
});

describe("a daemon that", () => {
  let daemon: FakeClamd;
  let scanner: Scanner;
  let impatient: Scanner;
  beforeAll(async () => {
    daemon = await startFakeClamd();
    const address = { host: "127.0.0.1", port: daemon.port };
    scanner = createClamavScanner({ daemon: address, maxBytes });
    impatient = createClamavScanner({ daemon: address, maxBytes, silenceMs: 300 });
  });
  afterAll(() => daemon.goAway());
  const scanBeside = (behaviour: Behaviour, bytes = someBytes(5_000_000)) => {
    daemon.behaviour = behaviour;
    // On a busy machine any daemon is silent for a moment.
    return (behaviour === "is silent" ? impatient : scanner).scan(pieces(bytes));
  };

  test("scans is given every byte", async () => {
    const bytes = someBytes(5_000_000);
    expect(await scanBeside("scans", bytes)).toEqual({ status: "clean" });
    expect(daemon.lastBytes.equals(bytes)).toBe(true);
  });

  test("is given pieces of no bytes does not take them for the end", async () => {
    daemon.behaviour = "scans";
    const source = Readable.from([
      Buffer.from("campus-commons "),
      Buffer.alloc(0),
      Buffer.from("malware test"),
    ]);
    expect(await scanner.scan(source)).toMatchObject({ status: "infected" });
  });

  test.each(["takes no more", "takes only a little"] as const)("%s says so", async (behaviour) => {
    expect(await scanBeside(behaviour)).toEqual(tooLarge);
  });

  test.each([
    ["is silent", "scanner.away"],
    ["is a web server", "scanner.away"],
    ["hangs up", "scanner.away"],
    ["fails", "scanner.failed"],
  ] as const)("%s does not let anything pass", async (behaviour, code) => {
    await expect(scanBeside(behaviour)).rejects.toMatchObject({ status: 503, code });
    await expect(scanBeside(behaviour, Buffer.from("short"))).rejects.toMatchObject({ status: 503, code });
  });

  test("has answered leaves nothing with the signal that ends a scan", async () => {
    const stopping = new AbortController();
    daemon.behaviour = "scans";
    await scanner.scan(pieces(someBytes(1000)), stopping.signal);
    daemon.behaviour = "fails";
    await expect(scanner.scan(pieces(someBytes(1000)), stopping.signal)).rejects.toThrow();
    expect(getEventListeners(stopping.signal, "abort")).toEqual([]);
  });

  test("is silent is left at once when the indexer ends", async () => {
    const stopping = new AbortController();
    daemon.behaviour = "is silent";
    const unhurried = createClamavScanner({
      daemon: { host: "127.0.0.1", port: daemon.port },
      maxBytes,
    }).scan(pieces(someBytes(1000)), stopping.signal);
    stopping.abort();
    await expect(unhurried).rejects.toMatchObject({ code: "scanner.away" });
  });

  test("is not there is waited for", async () => {
    await daemon.goAway();
    await expect(scanBeside("scans")).rejects.toMatchObject({ status: 503, code: "scanner.away" });
    await daemon.comeBack();
    expect(await scanBeside("scans")).toEqual({ status: "clean" });
  });

  test("scans cannot be blamed for a source that fails", async () => {
    daemon.behaviour = "scans";
    const source = Readable.from(
      // biome-ignore lint/correctness/useYield: it fails before it gives anything.
      (async function* (): AsyncGenerator<Buffer> {
        throw new Error("the store is away");
      })(),
    );
    await expect(scanner.scan(source)).rejects.toThrow("the store is away");
  });
});

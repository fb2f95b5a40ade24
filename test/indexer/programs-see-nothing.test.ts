import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { createOfficeConverter } from "../../indexer/office/index.ts";
import { takePoster } from "../../indexer/preview/film-poster.ts";
import { recognizePages } from "../../indexer/recognize/recognize-pages.ts";
import { canShutIn } from "../../indexer/shut-in.ts";
import type { makeZip } from "../../scripts/make-files/office-package.ts";
import { makePng } from "../../scripts/make-files/png.ts";
import { readConfig } from "../../server/config.ts";
import { type PageWords, textOfPage } from "../../server/modules/resources/index.ts";
import { atEnd, makeFolder } from "../previews/preview-file.ts";
import { startListener } from "../support/start-listener.ts";
import { writeScript } from "../support/traced-program.ts";
import { writeTemporaryFile } from "./extract-files.ts";
import { makeOpenDocument } from "./make-linking-files.ts";

const { office, recognition } = readConfig();
const never = new AbortController().signal;
const run = promisify(execFile);

const startConverter = (soffice: string) => {
  const converter = createOfficeConverter({ soffice, gotenbergUrl: null });
  atEnd(() => converter.close());
  return converter;
};

/** What a program tries that a file has taken over; it says of each whether it came to something. */
const writeTrials = async () => {
  const secret = await writeTemporaryFile("secret");
  const { address } = await startListener();
  const { port } = new URL(address);
  const trials = {
    file: `cat '${secret}'`,
    process: `test -e /proc/${process.pid}`,
    network: `bash -c 'exec 3<>/dev/tcp/127.0.0.1/${port}'`,
    system: "test -w /usr/share || test -w /proc/sys/kernel/core_pattern",
  };
  return Object.entries(trials)
    .map(([name, trial]) => `(${trial}) > trial 2>&1 && echo ${name} >> done || echo no-${name} >> done`)
    .join("\n");
};
const refused = ["no-file", "no-process", "no-network", "no-system"];

describe.skipIf(!canShutIn(true))("a program that a file has taken over", () => {
  it("sees no other file, no other process and no network, be it for films or for scanned pages", async () => {
    const trials = await writeTrials();
    const film = await writeScript(`${trials}\nmv done told`);
    const folder = await makeFolder();
    await takePoster(film, { path: await writeTemporaryFile(""), folder }, never);
    const told = async (file: string) => (await run("cat", [file])).stdout.trim().split("\n");
    expect(await told(path.join(folder, "told"))).toEqual(refused);
    await run(film, { cwd: folder });
    expect(await told(path.join(folder, "told")), "it would else").toContain("file");
    expect(await told(path.join(folder, "told")), "it would else").toContain("process");
  });

  it("tells nothing of other files as the words of a page", async () => {
    const trials = await writeTrials();
    const [pdftoppm, tesseract, pdfimages] = await Promise.all([
      writeScript(trials),
      writeScript(
        `${trials}\n{ echo; case $1 in *.jpg) tr '\\n' ' ' < done | sed 's/^/5\\t1\\t1\\t1\\t1\\t1\\t0\\t0\\t0\\t0\\t99\\t/' ;; esac; } > "$2.tsv"`,
      ),
      writeScript(`${trials}\nfor last; do :; done\nprintf '\\377\\330\\377' > "$last-000.jpg"`),
    ]);
    const programs = { pdftoppm, tesseract, pdfimages } as NonNullable<typeof recognition>;
    const [page] = await recognizePages(programs, await writeTemporaryFile(""), never, { maxPages: 1 });
    // Drawn, read, taken out, and read once more.
    expect(textOfPage(page as PageWords).split(" ")).toEqual([
      ...refused,
      ...refused,
      ...refused,
      ...refused,
    ]);
  });
});

describe("a link that a program leaves in place of its result", () => {
  it("is no picture of a film", async () => {
    const secret = await writeTemporaryFile(makePng({ width: 40, height: 30, seed: 7 }));
    const folder = await makeFolder();
    const linking = await writeScript(`ln -sf '${secret}' poster.png`);
    expect((await takePoster(linking, { path: secret, folder }, never)).path).toBeNull();
  });

  it("is no document and no page's words", async () => {
    const secret = await writeTemporaryFile("5\t1\t1\t1\t1\t1\t0\t0\t0\t0\t99\tsecret");
    const linking = await writeScript(
      `for last; do :; done\nln -s '${secret}' "$(dirname "$last")/../document.pdf"`,
    );
    const input = { path: secret, extension: "doc", to: "pdf" as const };
    expect(await startConverter(linking).convert(input)).toMatchObject({ reason: "broken" });
    const nothing = await writeScript("");
    const reading = await writeScript(`ln -s '${secret}' "$2.tsv"`);
    const programs = { pdftoppm: nothing, tesseract: reading };
    await expect(recognizePages(programs, secret, never, { maxPages: 1 })).rejects.toThrow("ELOOP");
    // Nor is a pipe waited for to which nobody will write.
    const piping = { pdftoppm: nothing, tesseract: await writeScript(`mkfifo "$2.tsv"`) };
    expect(await recognizePages(piping, secret, never, { maxPages: 1 })).toEqual([]);
  });
});

const svgAt = (file: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="500" height="500"><image width="500" height="500" xlink:href="file://${file}"/></svg>`;

describe.skipIf(office.soffice === null || !canShutIn(true))("LibreOffice", { timeout: 60_000 }, () => {
  const pictureIn = (href: string) =>
    `<draw:frame text:anchor-type="as-char" svg:width="8cm" svg:height="8cm"><draw:image xlink:href="${href}" xlink:type="simple"/></draw:frame>`;
  const slideWith = (href: string) =>
    `<office:presentation><draw:page draw:name="a">${pictureIn(href)}</draw:page></office:presentation>`;
  const textWith = (href: string) => `<office:text><text:p>words${pictureIn(href)}</text:p></office:text>`;

  it.each<[string, string, (file: string) => ReturnType<typeof makeZip>]>([
    ["slides name", "odp", (file) => makeOpenDocument("presentation", slideWith(`file://${file}`))],
    [
      "a drawing in a text names",
      "odt",
      (file) => makeOpenDocument("text", textWith("Pictures/a.svg"), { "Pictures/a.svg": svgAt(file) }),
    ],
  ])("shows no picture of this machine that %s", async (_, extension, make) => {
    const picture = makePng({ width: 400, height: 300, seed: 7 });
    const secret = `${await writeTemporaryFile("")}.png`;
    await writeFile(secret, picture);
    const input = { path: await writeTemporaryFile(await make(secret)), extension, to: "pdf" as const };
    const result = await startConverter(office.soffice as string).convert(input);
    if (result.status !== "converted") throw new Error("not converted");
    atEnd(() => result.remove());
    const { stdout } = await run("grep", ["-ac", "/Subtype */Image", result.path]).catch((error) => error);
    expect(stdout.trim()).toBe("0");
  });
});

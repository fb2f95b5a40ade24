import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { chromiumPath } from "../support/browser.ts";
import { dropFiles } from "../support/drop-files.ts";
import { atUploadDesk } from "../support/upload-desk.ts";

vi.setConfig({ testTimeout: 120_000 });

const desk = atUploadDesk("no empty file was brought");

describe.skipIf(!chromiumPath)("a file without a byte", () => {
  test("is refused in words, and not offered to be sent again", async () => {
    const page = await desk.openUpload();
    const empty = path.join(desk.place.path, "空.docx");
    await writeFile(empty, "");
    await dropFiles(page, ".file-drop", [empty]);
    await page.getByRole("alert").filter({ hasText: "空" }).first().waitFor();
    await page.getByRole("button", { name: "移除 空.docx" }).waitFor();
    expect(await page.getByRole("button", { name: "重试 空.docx" }).count()).toBe(0);
    await page.context().close();
  });
});

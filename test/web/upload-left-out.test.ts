import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { dropFiles } from "../support/drop-files.ts";
import { expectToFit } from "../support/in-browser.ts";
import { makeZip } from "../support/make-zip.ts";
import { atUploadDesk } from "../support/upload-desk.ts";

vi.setConfig({ testTimeout: 120_000 });

const desk = atUploadDesk("nothing was left out of what was brought");

describe.skipIf(!chromiumPath)("what becomes no draft", () => {
  test("is told file by file: those without a byte, and as many as there are", async () => {
    const root = path.join(desk.place.path, "空文件");
    await mkdir(root, { recursive: true });
    for (let lesson = 1; lesson <= 11; lesson += 1)
      await writeFile(path.join(root, `第${lesson}课.docx`), "");
    await writeFile(path.join(root, "有内容.txt"), "内容");
    const page = await desk.openUpload({ width: 390, height: 844 });
    await dropFiles(page, ".file-drop", [root]);
    const notice = page.getByRole("status").filter({ hasText: "11 个文件没有成为草稿" });
    await notice.getByText("空文件/第1课.docx：空文件").waitFor();
    expect(await page.locator(".draft-card").count()).toBe(1);
    expect(await notice.getByRole("listitem").count()).toBe(8);
    await notice.getByRole("button", { name: "再显示 3 项" }).click();
    await notice.getByText("空文件/第11课.docx：空文件").waitFor();
    await picture(page, "upload-left-out");
    expect(await seriousFindings(page)).toEqual([]);
    await expectToFit(page);
    await page.getByText("已上传").waitFor();
    await page.getByRole("button", { name: "存为草稿" }).click();
    await page.getByText("已保存 1 份草稿。").waitFor();
    await page.context().close();
  });

  test("is the rest of a zip file that could not be unpacked to its end; what came out of it is used", async () => {
    const zip = path.join(desk.place.path, "半个备课包.zip");
    const entries = [1, 2, 3].map((lesson) => ({ name: `第${lesson}课 教案.txt`, bytes: `第${lesson}课` }));
    await writeFile(zip, makeZip(entries));
    const page = await desk.openUpload();
    await dropFiles(page, ".file-drop", [zip]);
    await page.getByRole("button", { name: "解压成草稿" }).waitFor();
    const upload = (name: string) =>
      desk.teacher.post("/api/uploads").attach("file", Buffer.from(name), name);
    const [first, second] = [await upload("第1课 教案.txt"), await upload("第2课 教案.txt")];
    const files = [first, second].map(({ body }, index) => ({
      position: index + 1,
      path: body.name,
      upload: body,
      reason: null,
    }));
    await page.route("**/api/uploads/*/unpacking*", (route) => {
      const after = Number(new URL(route.request().url()).searchParams.get("after") ?? 0);
      const reply = { status: "failed", reason: "broken", fileCount: 3, files: files.slice(after) };
      return route.fulfill({ json: reply });
    });
    const unpack = page.getByRole("button", { name: "解压成草稿" });
    await unpack.click();
    await page.getByText("解压没有完成：已损坏。已取出的 2 个文件在下面。").waitFor();
    await expect.poll(() => page.locator(".draft-card").count()).toBe(3);
    await picture(page, "upload-unpacked-partly");
    expect(await seriousFindings(page)).toEqual([]);
    const again = page.waitForResponse(
      (response) => response.url().includes("/unpacking?after=2") && response.request().method() === "GET",
    );
    await unpack.click();
    await again;
    await unpack.waitFor();
    expect(await page.locator(".draft-card").count()).toBe(3);
    await page.getByRole("button", { name: "存为草稿" }).click();
    await page.getByText("已保存 3 份草稿。").waitFor();
    await page.context().close();
  });
});

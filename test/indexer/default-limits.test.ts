import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { defaultLimits } from "../../indexer/extract/index.ts";
import { defaultOfficeLimits } from "../../indexer/office/office-converter.ts";
import { createOfficeProfile } from "../../indexer/office/office-profile.ts";

it("a file is read for a minute and five million characters, where nobody says otherwise", () => {
  expect(defaultLimits).toMatchObject({ timeMs: 60_000, maxCharacters: 5_000_000 });
});

it("office programs have a minute, 512 MB and no network, where nobody says otherwise", () => {
  expect(defaultOfficeLimits).toMatchObject({ timeMs: 60_000, memoryMb: 512, inNamespace: true });
});

it("LibreOffice is told not to follow links of files", async () => {
  const profile = await createOfficeProfile();
  onTestFinished(() => profile.remove());
  const settings = path.join(fileURLToPath(profile.address), "user/registrymodifications.xcu");
  expect(await readFile(settings, "utf8")).toMatch(/oor:name="BlockUntrustedRefererLinks"[^>]*><value>true</);
});

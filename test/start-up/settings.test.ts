import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../server/config.ts";
import { startScript } from "./start-system.ts";

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "campus-commons-settings-"));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const problemsOf = (settings: Record<string, string>): string => {
  try {
    readConfig({ DATA_DIR: dataDir, ...settings });
    return "none";
  } catch (error) {
    return (error as Error).message;
  }
};

describe("settings", () => {
  it("need nothing to be set", () => {
    expect(problemsOf({})).toBe("none");
  });

  it("treat an empty value as one that is not set", () => {
    expect(problemsOf({ S3_ENDPOINT: "", MEILI_URL: "", PORT: "" })).toBe("none");
  });

  it.each([
    [{ S3_ENDPOINT: "http://127.0.0.1:8333" }, ["S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"]],
    [{ S3_PUBLIC_ENDPOINT: "https://files.example.org" }, ["S3_ENDPOINT", "S3_BUCKET"]],
    [{ MEILI_URL: "http://127.0.0.1:7700" }, ["MEILI_API_KEY"]],
    [{ MEILI_API_KEY: "a key" }, ["MEILI_URL"]],
    [{ CLAMAV_HOST: "clamav" }, ["CLAMAV_PORT"]],
    [{ CLAMAV_PORT: "3310" }, ["CLAMAV_HOST"]],
  ])("of a half-set group name what is missing: %o", (settings, missing) => {
    const said = problemsOf(settings as Record<string, string>);
    for (const name of missing) expect(said).toContain(name);
  });

  it("name one way to the scanner", () => {
    const socket = { CLAMAV_SOCKET: "/run/clamav/clamd.ctl" };
    expect(problemsOf(socket)).toBe("none");
    expect(problemsOf({ ...socket, CLAMAV_HOST: "clamav", CLAMAV_PORT: "3310" })).toContain("CLAMAV_SOCKET");
  });

  it("let no upload be larger than the scanner takes, where there is one", () => {
    const largest = (settings: Record<string, string>) =>
      readConfig({ DATA_DIR: dataDir, CLAMAV_MAX_BYTES: "2000", ...settings }).uploads.maxBytes;
    const socket = { CLAMAV_SOCKET: "/run/clamav/clamd.ctl" };
    expect(largest({ UPLOAD_MAX_BYTES: "3000" })).toBe(3000);
    expect(largest({ ...socket, UPLOAD_MAX_BYTES: "3000" })).toBe(2000);
    expect(largest({ ...socket, UPLOAD_MAX_BYTES: "1000" })).toBe(1000);
  });

  it("that are wrong are reported all at once, in words that say what to set", () => {
    const said = problemsOf({
      PORT: "eighty",
      DATABASE_URL: "mysql://localhost/x",
      AUTH_SECRET: "short",
      TIME_ZONE: "Mars/Olympus",
      S3_ENDPOINT: "http://127.0.0.1:8333",
      MEILI_URL: "http://127.0.0.1:7700",
    });
    for (const name of ["PORT", "DATABASE_URL", "AUTH_SECRET", "TIME_ZONE", "S3_BUCKET", "MEILI_API_KEY"]) {
      expect(said).toContain(name);
    }
    expect(said).toContain("postgres://");
  });

  it("are told without a secret's value", () => {
    expect(problemsOf({ AUTH_SECRET: "hunter2-is-short" })).not.toContain("hunter2");
  });
});

describe.each(["server/main.ts", "indexer/main.ts", "scripts/start.ts"])(
  "%s with unusable settings",
  (script) => {
    it("says what to set and ends with code 1", async () => {
      const started = startScript(script, { DATA_DIR: dataDir, MEILI_URL: "http://127.0.0.1:7700" });
      expect(await started.ended).toBe(1);
      expect(started.said()).toContain("MEILI_API_KEY must be set too");
      expect(started.said()).not.toContain("    at ");
    });
  },
);

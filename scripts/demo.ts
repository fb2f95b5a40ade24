import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Config, readConfig } from "../server/config.ts";
import { isKept, keepOnce } from "../server/keep-once.ts";
import { openContext } from "../server/open-context.ts";
import { buildWebIfStale } from "./build-web.ts";
import { people } from "./demo-world/world.ts";
import { randomPassword } from "./random-password.ts";
import { runAll } from "./run-all.ts";
import { runScript, ScriptError } from "./run-script.ts";
import { seedWorld } from "./seed-world.ts";

const seededMark = (dataDir: string): string => path.join(dataDir, "demo-seeded");

/** One password for all demonstration accounts, made once for this data directory. */
const keptPassword = (dataDir: string): string => {
  const file = path.join(dataDir, "demo-password");
  if (existsSync(seededMark(dataDir)) && !isKept(file)) {
    throw new ScriptError(
      `${file} is gone or empty, and the demonstration accounts have no other password: put it back, or remove ${dataDir} to begin anew.`,
    );
  }
  return keepOnce(file, randomPassword(12));
};

/** Seeds once: the mark is set at the end, so that a run which was cut short is taken up again. */
const seedOnce = async (config: Config, databaseUrl: string, password: string): Promise<void> => {
  const mark = seededMark(config.dataDir);
  if (existsSync(mark)) return;
  const database = { ...config.database, url: databaseUrl };
  // Its own files need not wait for a scanner before they are adapted; it finds them later.
  const settings: Config = { ...config, database, scanner: null, log: { level: "warn" } };
  const { ctx, close } = await openContext(settings, "seed", "reader");
  try {
    console.log("seeding the demonstration world …");
    await seedWorld(ctx, password);
    writeFileSync(mark, "");
  } finally {
    await close();
  }
};

const shown = [
  "sanxiao.teacher",
  "sanxiao.math",
  "yixiao.teacher",
  "group1.research",
  "sanxiao.lead",
  "group1.lead",
  "erxiao.teacher",
  "xinping.officer",
  "xinping.admin",
  "hongqi.teacher",
];

const announceAccounts = (password: string): void => {
  const rows = shown.flatMap((key) => people.filter((one) => one.key === key));
  console.log("\nDemonstration accounts 演示账号:");
  for (const { username, name } of rows) console.log(`  ${username.padEnd(18)} ${name}`);
  console.log(
    `  … and ${people.length - rows.length} more of the same pattern. Password of all 密码: ${password}\n`,
  );
};

await runScript(async (script) => {
  const config = readConfig();
  const password = keptPassword(config.dataDir);
  await runAll(config, script, {
    build: buildWebIfStale,
    prepare: (databaseUrl) => seedOnce(config, databaseUrl, password),
    announce: () => announceAccounts(password),
  });
});

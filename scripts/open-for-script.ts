import { type Config, readConfig } from "../server/config.ts";
import type { Context } from "../server/context.ts";
import { type OpenContext, openContext } from "../server/open-context.ts";
import type { Script } from "./run-script.ts";

/** Everything opened for a script that works beside a running system or without one; closed when the script ends. */
export const openForScript = async (
  script: Script,
  name: string,
  role: "reader" | "writer",
): Promise<Context> => {
  const config: Config = readConfig();
  const opened: OpenContext = await openContext({ ...config, log: { level: "warn" } }, name, role);
  script.atEnd(opened.close);
  return opened.ctx;
};

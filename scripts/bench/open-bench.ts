import type { Script } from "../run-script.ts";
import { type Installation, openInstallation } from "./open-installation.ts";
import type { BenchOptions } from "./options.ts";
import { seedLibrary } from "./seed-library.ts";

export { type BenchServer, teacher } from "./open-installation.ts";

export interface Bench extends Installation {
  options: BenchOptions;
}

/** A temporary installation with its library; all of it goes when the script ends. */
export const openBench = async (script: Script, options: BenchOptions): Promise<Bench> => {
  const installation = await openInstallation(script, { profileDirectory: options.profileDirectory });
  installation.say(`a library of ${options.resources} resources …`);
  await seedLibrary(installation.ctx, installation.databaseUrl, options.resources);
  return { ...installation, options };
};

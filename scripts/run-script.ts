import { ConfigError } from "../server/config.ts";
import { DomainError } from "../server/errors.ts";
import { untilAskedToStop } from "../server/until-asked-to-stop.ts";

/** What whoever runs a script can mend: its message is for them. */
export class ScriptError extends Error {}

class AskedToStop extends Error {}

/** What a script has to undo at its end, in the reverse order, and how it learns that it should end. */
export interface Script {
  /** Has a step done when the script ends, however it ends. */
  atEnd(step: () => Promise<void> | void): void;
  /** The work's result; ends the script where it is asked to stop before the work is done. */
  unlessStopped<Result>(work: Promise<Result>): Promise<Result>;
  /** Ends the script with this error. */
  fail(error: unknown): void;
}

const explain = (error: unknown): unknown =>
  error instanceof ConfigError || error instanceof DomainError || error instanceof ScriptError
    ? error.message
    : error;

/** Runs a script to its end and exits: 0 when it was done or asked to stop, 1 with the reason when it failed. */
export const runScript = async (work: (script: Script) => Promise<void>): Promise<never> => {
  const steps: (() => Promise<void> | void)[] = [];
  const { promise: ended, reject: end } = Promise.withResolvers<never>();
  ended.catch(() => {}); // whoever waits for it hears of it
  void untilAskedToStop().then(() => end(new AskedToStop()));
  const run = async (act: () => Promise<void> | void): Promise<void> => {
    try {
      await act();
    } catch (error) {
      if (error instanceof AskedToStop) return;
      console.error(explain(error));
      process.exitCode = 1;
    }
  };
  await run(() =>
    work({
      atEnd: (step) => void steps.push(step),
      unlessStopped: (work) => Promise.race([work, ended]),
      fail: end,
    }),
  );
  for (const step of steps.reverse()) await run(step);
  process.exit();
};

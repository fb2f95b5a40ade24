import type { Reporter, TestModule, TestRunEndReason } from "vitest/node";

/**
 * One line for programs at the end of a run: "812 passed, 0 failed". A file that could not be read counts as one failed. What
 * passed only when it was tried again is named: it is to be mended.
 */
export default class CountingReporter implements Reporter {
  onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly unknown[],
    reason: TestRunEndReason,
  ): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    for (const test of tests.filter((one) => one.diagnostic()?.flaky))
      console.log(`PASSED ONLY WHEN TRIED AGAIN: ${test.module.relativeModuleId} > ${test.fullName}`);
    const states = modules.flatMap((module) => {
      const ofTests = [...module.children.allTests()].map((test) => test.result().state);
      const isBroken = module.state() === "failed" && !ofTests.includes("failed");
      return isBroken ? [...ofTests, "failed"] : ofTests;
    });
    const count = (state: string): number => states.filter((one) => one === state).length;
    const failed = count("failed") + unhandled.length;
    // A run that was cut short has not passed, whatever it got to.
    console.log(`\n${count("passed")} passed, ${reason === "interrupted" ? failed + 1 : failed} failed`);
  }
}

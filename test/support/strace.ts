import { execFileSync, spawn } from "node:child_process";

const sayWhy = (untested: string) =>
  console.warn(`SKIPPED: ${untested}, since strace is missing or may not trace`);

/** Whether strace is here and may trace what it starts. What goes untested without it is said in a warning. */
export const canTrace = (untested: string): boolean => {
  try {
    const injecting = ["-f", "-o", "/dev/null", "-e", "inject=fsync:error=EIO", "true"];
    execFileSync("strace", injecting, { stdio: "ignore" });
    return true;
  } catch {
    sayWhy(untested);
    return false;
  }
};

/** Injects into all threads of a running process; resolves once they are traced. Ends with the process. */
export const injectInto = (pid: number, injection: string): Promise<void> => {
  const tracer = spawn("strace", ["-f", "-p", String(pid), "-o", "/dev/null", "-e", `inject=${injection}`], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  return new Promise((resolve, reject) => {
    tracer.once("error", reject);
    tracer.once("exit", (code) => reject(new Error(`strace ended (${code}): ${said}`)));
    tracer.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (/ attached/.test(said)) resolve();
    });
  });
};

/** Whether strace may trace what is running already, too. */
export const canAttach = async (untested: string): Promise<boolean> => {
  const other = spawn("sleep", ["60"], { stdio: "ignore" });
  try {
    await injectInto(other.pid ?? 0, "fsync:error=EIO");
    return true;
  } catch {
    sayWhy(untested);
    return false;
  } finally {
    other.kill("SIGKILL");
  }
};

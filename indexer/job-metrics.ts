import type { Task, TaskList } from "graphile-worker";
import { Gauge, Histogram, type Registry } from "prom-client";
import type { Context } from "../server/context.ts";
import { countJobs, type JobCount } from "../server/jobs.ts";

const states = ["due", "running", "later", "failed"] as const;

/** Counts what is in the queue whenever the registry is read; `measure` times what is done. */
export const createJobMetrics = (
  db: Context["db"],
  registry: Registry,
): { measure(taskList: TaskList): TaskList } => {
  let counting: Promise<JobCount[]> | undefined;
  // Both gauges are read at the same time, of one count. Without the database the process's own figures are told all the same.
  const count = (): Promise<JobCount[]> => {
    counting ??= countJobs(db)
      .catch(() => [])
      .finally(() => {
        counting = undefined;
      });
    return counting;
  };
  new Gauge({
    name: "jobs_oldest_due_seconds",
    help: "For how long the longest waiting job of a kind has been due.",
    labelNames: ["task"],
    registers: [registry],
    async collect() {
      const counts = await count();
      this.reset();
      for (const { task, oldestDueSeconds } of counts) this.set({ task }, oldestDueSeconds);
    },
  });
  new Gauge({
    name: "jobs",
    help: "Jobs of all indexers: due, running, to be tried later, and failed for good.",
    labelNames: ["task", "state"],
    registers: [registry],
    async collect() {
      const counts = await count();
      this.reset();
      for (const { task, ...of } of counts) for (const state of states) this.set({ task, state }, of[state]);
    },
  });
  const durations = new Histogram({
    name: "job_duration_seconds",
    help: "Time that this indexer took for a job, by its kind and whether it was done.",
    labelNames: ["task", "result"],
    buckets: [0.01, 0.1, 0.5, 1, 5, 30, 120, 600],
    registers: [registry],
  });
  const timed =
    (name: string, task: Task): Task =>
    async (payload, helpers) => {
      const stop = durations.startTimer({ task: name });
      try {
        const result = await task(payload, helpers);
        stop({ result: "done" });
        return result;
      } catch (error) {
        stop({ result: "failed" });
        throw error;
      }
    };
  return {
    measure: (taskList) =>
      Object.fromEntries(Object.entries(taskList).map(([name, task]) => [name, timed(name, task as Task)])),
  };
};

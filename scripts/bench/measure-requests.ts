import autocannon from "autocannon";

export interface RequestFigures {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
}

/** Asks `paths` in turn over so many connections for some seconds. Any answer but 200 spoils the figures and throws. */
export const measureRequests = async (
  address: string,
  paths: readonly string[],
  options: { connections: number; seconds: number; cookie?: string },
): Promise<RequestFigures> => {
  const headers = options.cookie === undefined ? {} : { cookie: options.cookie };
  const result = await autocannon({
    url: address,
    connections: options.connections,
    duration: options.seconds,
    requests: paths.map((path) => ({ method: "GET", path, headers })),
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${result.non2xx} answers other than 200 and ${result.errors} errors at ${address}.`);
  }
  return {
    requestsPerSecond: result.requests.total / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  };
};

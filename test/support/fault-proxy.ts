import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** What befalls one request on its way through. */
export type Fault =
  /** Answered by the proxy; the target never sees it. */
  | { kind: "answer"; status: number; body?: string; headers?: Record<string, string> }
  /** The connection is reset after so many bytes of the request's body; the target never sees the end. */
  | { kind: "reset"; afterBytes?: number }
  /** The target does it all, but its answer is lost. */
  | { kind: "apply-then-reset" }
  /** The answer promises its full length and ends after so many bytes. */
  | { kind: "cut-answer"; afterBytes: number }
  /** One bit of the answer's body is another. */
  | { kind: "corrupt-answer"; atByte: number }
  | { kind: "delay"; ms: number }
  /** Nothing ever comes back. */
  | { kind: "silence" };

export interface Injection {
  method?: string;
  /** Held against path and query. */
  path?: RegExp;
  /** How many matching requests are let through first. */
  skip?: number;
  /** How many are then hit; one by default. */
  times?: number;
  fault: Fault;
}

export interface FaultProxy {
  address: string;
  inject: (injection: Injection) => void;
  /** Forgets all injections. */
  heal: () => void;
  /** "PUT /bucket/key?query" of every request so far. */
  seen: string[];
  close: () => Promise<void>;
}

const reset = (exchange: IncomingMessage): void => {
  exchange.socket.resetAndDestroy();
};

const sendAnswer = (answer: IncomingMessage, to: ServerResponse, fault: Fault | undefined): void => {
  to.writeHead(answer.statusCode ?? 502, answer.headers);
  let passed = 0;
  answer.on("data", (chunk: Buffer) => {
    const before = passed;
    passed += chunk.length;
    if (fault?.kind === "cut-answer" && passed >= fault.afterBytes) {
      to.write(chunk.subarray(0, fault.afterBytes - before), () => to.socket?.end());
      answer.destroy();
      return;
    }
    const at = fault?.kind === "corrupt-answer" ? fault.atByte - before : -1;
    if (at >= 0 && at < chunk.length) chunk[at] = (chunk[at] ?? 0) ^ 1;
    to.write(chunk);
  });
  answer.on("end", () => to.end());
  answer.on("error", () => to.destroy());
};

/** An HTTP proxy for tests that does to chosen requests what networks and servers do on bad days. */
export const startFaultProxy = async (target: string): Promise<FaultProxy> => {
  const seen: string[] = [];
  let injections: Injection[] = [];

  const faultFor = (method: string, path: string): Fault | undefined => {
    for (const injection of injections) {
      if (injection.method && injection.method !== method) continue;
      if (injection.path && !injection.path.test(path)) continue;
      if (injection.skip) injection.skip -= 1;
      else if ((injection.times ?? 1) > 0) {
        injection.times = (injection.times ?? 1) - 1;
        return injection.fault;
      }
    }
    return undefined;
  };

  const forward = (from: IncomingMessage, to: ServerResponse, fault: Fault | undefined): void => {
    const { hostname, port } = new URL(target);
    const { method, headers, url: path } = from;
    const onward = request({ hostname, port, method, path, headers }, (answer) => {
      if (fault?.kind === "apply-then-reset") answer.on("end", () => reset(from)).resume();
      else if (fault?.kind === "silence") answer.resume();
      else sendAnswer(answer, to, fault);
    });
    onward.on("error", () => to.destroy());
    let passed = 0;
    from.on("data", (chunk: Buffer) => {
      passed += chunk.length;
      if (fault?.kind === "reset" && passed >= (fault.afterBytes ?? 0)) {
        reset(from);
        onward.destroy();
      } else onward.write(chunk);
    });
    from.on("end", () => onward.end());
    from.on("error", () => onward.destroy());
  };

  const server = createServer(async (from, to) => {
    const method = from.method ?? "";
    const path = from.url ?? "";
    seen.push(`${method} ${path}`);
    const fault = faultFor(method, path);
    to.on("error", () => {});
    if (fault?.kind === "answer") {
      from.resume();
      from.on("end", () => to.writeHead(fault.status, fault.headers).end(fault.body));
      return;
    }
    if (fault?.kind === "reset" && !fault.afterBytes) return reset(from);
    if (fault?.kind === "delay") await wait(fault.ms);
    forward(from, to, fault);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    inject: (injection) => injections.push({ ...injection }),
    heal: () => {
      injections = [];
    },
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

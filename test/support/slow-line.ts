import { connect, createServer, type Socket } from "node:net";

export interface SlowLine {
  address: string;
  /** How fast bytes go to the server from now on; null as fast as they come. */
  pace(bytesPerSecond: number | null): void;
  /** Breaks all connections and lets no new one through, until it is mended. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** A line to the server at `port` of this machine that is as slow as it is told. */
export const openSlowLine = async (port: number): Promise<SlowLine> => {
  let rate: number | null = null;
  let isCut = false;
  const sockets = new Set<Socket>();
  const listener = createServer((client) => {
    if (isCut) return void client.resetAndDestroy();
    const server = connect(port, "127.0.0.1");
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    client.on("data", (chunk) => {
      server.write(chunk);
      if (rate === null) return;
      client.pause();
      setTimeout(() => client.resume(), (chunk.length / rate) * 1000);
    });
    server.pipe(client);
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const breakAll = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    address: `http://127.0.0.1:${(listener.address() as { port: number }).port}`,
    pace: (bytesPerSecond) => {
      rate = bytesPerSecond;
    },
    cut: () => {
      isCut = true;
      breakAll();
    },
    mend: () => {
      isCut = false;
    },
    close: async () => {
      breakAll();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
};

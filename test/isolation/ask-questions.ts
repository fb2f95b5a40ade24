import { expect } from "vitest";
import type { PersonId } from "../../server/ids.ts";
import { get } from "./ask-in-world.ts";
import type { World } from "./random-world.ts";

export type Reply = Awaited<ReturnType<typeof get>>;

/** What one reader is to be answered below something; its body is held where there is one. */
export interface Question {
  below: string;
  status: number;
  holds?: (body: Reply["body"]) => void;
}

export const askAll = async (
  world: World,
  reader: PersonId,
  base: string,
  questions: readonly Question[],
) => {
  for (const { below, status, holds } of questions) {
    const reply = await get(world, reader, base + below);
    expect(reply.status, below).toBe(status);
    if (status === 200) holds?.(reply.body);
  }
};

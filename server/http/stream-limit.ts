import type { Request } from "express";
import type { Context } from "../context.ts";
import { clientAddress } from "./client-address.ts";

/** How many streams may be open at a time. */
export interface StreamLimits {
  inAll: number;
  /** Of one caller. */
  each: number;
}

/** Counts streams that stay open; `enter` answers how to leave, or null where there is no place. */
export const createStreamLimit = ({ inAll, each }: StreamLimits) => {
  const open = new Map<string, number>();
  let count = 0;
  const enter = (caller: string): (() => void) | null => {
    const own = open.get(caller) ?? 0;
    if (count >= inAll || own >= each) return null;
    count += 1;
    open.set(caller, own + 1);
    return () => {
      count -= 1;
      const left = (open.get(caller) ?? 1) - 1;
      if (left === 0) open.delete(caller);
      else open.set(caller, left);
    };
  };
  return { enter };
};

/** By whom a caller's streams are counted. */
export const callerOf = ({ actor }: Context, request: Request): string =>
  actor.kind === "user" ? `person ${actor.id}` : `address ${clientAddress(request)}`;

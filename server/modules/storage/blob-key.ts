import { NotFound } from "../../errors.ts";
import type { Sha256 } from "../../ids.ts";

export const sha256Form = /^[0-9a-f]{64}$/;

export const isSha256 = (value: string): value is Sha256 => sha256Form.test(value);

/** Guards every path and key that is built from a hash: what is no hash names no blob. */
export const requireSha256 = (value: string): Sha256 => {
  if (!isSha256(value)) throw new NotFound();
  return value;
};

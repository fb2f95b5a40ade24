import { randomInt } from "node:crypto";

/** Without letters and digits that look alike. */
const letters = "abcdefghjkmnpqrstuvwxyz23456789";

/** A password that can be read out and typed. */
export const randomPassword = (length: number): string =>
  Array.from({ length }, () => letters[randomInt(letters.length)]).join("");

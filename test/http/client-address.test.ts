import type { Request } from "express";
import { expect, test } from "vitest";
import { clientAddress } from "../../server/http/client-address.ts";

const from = (ip: string | undefined) => clientAddress({ ip } as Request);

test("addresses of one household in IPv6 are one caller, of two are two, and in IPv4 each is its own", () => {
  expect(from("2001:db8:1:2:aaaa::1")).toBe(from("2001:db8:1:2:ffff:1:2:3"));
  expect(from("2001:db8:1:2::1")).not.toBe(from("2001:db8:1:3::1"));
  expect(from("203.0.113.7")).not.toBe(from("203.0.113.8"));
  expect(from(undefined)).toBe("unknown");
});

import type { Context } from "../../context.ts";

const formats = new Map<string, Intl.DateTimeFormat>();
const minuteMs = 60_000;
/** Every request asks; of one minute all instants are on one day, since no zone is off by a part of a minute. */
let last = { zone: "", minute: -1, day: "" };

const dayOf = (zone: string, instant: Date): string => {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    formats.set(zone, format);
  }
  return format.format(instant);
};

/** Today as YYYY-MM-DD where the schools are: a posting ends at their midnight, not at UTC's. */
export const todayOf = (ctx: Pick<Context, "clock" | "config">): string => {
  const zone = ctx.config.timeZone;
  const now = ctx.clock.now();
  const minute = Math.floor(now.getTime() / minuteMs);
  if (last.zone !== zone || last.minute !== minute) last = { zone, minute, day: dayOf(zone, now) };
  return last.day;
};

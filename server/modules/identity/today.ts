import type { Context } from "../../context.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** Today as YYYY-MM-DD where the schools are: a posting ends at their midnight, not at UTC's. */
export const todayOf = (ctx: Pick<Context, "clock" | "config">): string => {
  const zone = ctx.config.timeZone;
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
  return format.format(ctx.clock.now());
};

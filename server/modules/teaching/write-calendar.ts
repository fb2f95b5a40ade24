import ical, { ICalEventTransparency } from "ical-generator";
import { visibleLine, withoutInvisible } from "../../visible-text.ts";
import type { CalendarEvent } from "./lay-events.ts";

/** Programs are asked to look again this often: by the evening a change of the morning is on every phone. */
const refreshSeconds = 3 * 3600;

const midnight = (day: string): Date => new Date(`${day}T00:00:00Z`);

const wide: Record<string, string> = { ",": "，", ";": "；", "\\": "＼" };

/** The library writes a name as it is given, and calendar programs differ on whether what is escaped in it is read back. */
const plainName = (name: string): string =>
  visibleLine(name).replace(/[,;\\]/g, (one) => wide[one] as string);

/** Grows with each change, and fits 32 bits until 2088. */
const sequenceAt = (changedAt: Date): number =>
  Math.max(0, Math.floor((changedAt.getTime() - Date.UTC(2020)) / 1000));

/**
 * An iCalendar object (RFC 5545, with RFC 7986's REFRESH-INTERVAL; no METHOD, for which RFC 5546 wants an organizer) of all-day events, which mean the same day in every time
 * zone. The same events make the same bytes.
 */
export const writeCalendar = (name: string, events: readonly CalendarEvent[]): string => {
  const calendar = ical({
    prodId: { company: "campus-commons", product: "calendar", language: "ZH" },
    name: plainName(name),
    ttl: refreshSeconds,
  });
  for (const event of events)
    calendar.createEvent({
      id: event.uid,
      start: midnight(event.from),
      end: midnight(event.until),
      allDay: true,
      summary: visibleLine(event.summary),
      description: withoutInvisible(event.description),
      url: event.url,
      sequence: sequenceAt(event.changedAt),
      stamp: event.changedAt,
      lastModified: event.changedAt,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  return `${calendar.toString()}\r\n`;
};

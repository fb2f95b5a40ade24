export { appendEvent } from "./append-event.ts";
export { type EventCursor, firstEventCursor, readEvents } from "./read-events.ts";

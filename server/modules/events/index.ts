export { appendEvent, type NewEvent } from "./append-event.ts";
export { type EventCursor, firstEventCursor, type RecordedEvent, readEvents } from "./read-events.ts";

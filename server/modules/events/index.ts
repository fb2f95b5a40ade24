export { appendEvent } from "./append-event.ts";
export { listSubjectEvents } from "./list-subject-events.ts";
export { type EventCursor, firstEventCursor, readEvents } from "./read-events.ts";

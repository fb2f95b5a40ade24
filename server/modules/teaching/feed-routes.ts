import { z } from "zod";
import { refuseSecondTelling } from "../../db/idempotency.ts";
import { anyone, type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import { createFeed, listOwnFeeds, removeFeed } from "./edit-feeds.ts";
import { CreatedFeed, FeedList, NewFeed } from "./feed-schema.ts";
import { readFeed } from "./read-feed.ts";

/** 256 random bits. */
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const feedEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/calendar-feeds",
    summary: "The own calendar feeds, latest first, without their addresses",
    access: signedIn("calendar-feed.list"),
    reply: FeedList,
    handle: (ctx) => listOwnFeeds(ctx),
  }),
  endpoint({
    method: "post",
    path: "/api/calendar-feeds",
    summary: "Make a private address for calendar programs; it is told only now",
    access: signedIn("calendar-feed.create"),
    body: NewFeed,
    reply: CreatedFeed,
    status: 201,
    replay: refuseSecondTelling,
    handle: (ctx, { body }) => createFeed(ctx, body.planId),
  }),
  endpoint({
    method: "delete",
    path: "/api/calendar-feeds/:id",
    summary: "Revoke the address of a calendar feed",
    access: signedIn("calendar-feed.remove"),
    params: z.object({ id: id<"calendar-feed">() }),
    handle: (ctx, { params }) => removeFeed(ctx, params.id),
  }),
  endpoint({
    method: "get",
    path: "/api/calendar-feeds/:token.ics",
    summary:
      "A calendar of what the feed's owner may see now (RFC 5545); whoever knows the address may fetch it",
    access: anyone("calendar-feed.read"),
    params: z.object({ token }),
    sends: "bytes",
    async handle(ctx, { params, request, response }) {
      const { text, etag, changedAt } = await readFeed(ctx, params.token);
      response.set({
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": 'inline; filename="teaching.ics"',
        "Cache-Control": "private, no-cache",
        ETag: etag,
        "Last-Modified": changedAt.toUTCString(),
        "Referrer-Policy": "no-referrer",
      });
      if (request.fresh) response.status(304).end();
      else response.end(text);
      return undefined;
    },
  }),
];

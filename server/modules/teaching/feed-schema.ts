import { z } from "zod";
import { id, instant } from "../../http/shapes.ts";

export const NewFeed = z
  .strictObject({
    planId: id<"plan">().nullable().default(null).meta({
      description: "The plan whose weeks it shows; null: the weeks of the classes that the caller teaches.",
    }),
  })
  .meta({ id: "NewCalendarFeed" });

const feedShapes = {
  id: id<"calendar-feed">(),
  plan: z
    .object({ id: id<"plan">(), title: z.string().nullable() })
    .nullable()
    .meta({ description: "Null: the own weeks. Its title is null where the caller may not see it now." }),
  createdAt: instant,
  fetchedAt: instant.nullable().meta({ description: "When a calendar program fetched it last." }),
};
export const Feed = z.object(feedShapes).meta({ id: "CalendarFeed" });
export const FeedList = z.object({ items: z.array(Feed) }).meta({ id: "CalendarFeedList" });
export const CreatedFeed = z
  .object({
    ...feedShapes,
    address: z
      .string()
      .meta({ description: "The private address. It is told this once and cannot be read again." }),
  })
  .meta({ id: "CreatedCalendarFeed" });

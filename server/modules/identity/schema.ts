import { z } from "zod";
import { roles } from "../../actor.ts";
import { day, id, instant } from "../../http/shapes.ts";
import { UnitReference } from "../units/schema.ts";

const RoleShape = z.enum(roles);

export const password = z.string().min(10).max(128);
export const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,39}$/, "3 to 40 of a–z, 0–9, dot, hyphen, underscore");

export const Credentials = z
  .strictObject({ username: z.string().min(1).max(100), password: z.string().min(1).max(200) })
  .meta({ id: "Credentials" });

const ApiKeysAfter = z.enum(["keep", "revoke"]);

export const PasswordChange = z
  .strictObject({
    currentPassword: z.string().min(1).max(200),
    newPassword: password,
    apiKeys: ApiKeysAfter.default("revoke").meta({
      description: "What becomes of the own API keys: whoever knew the old password may have made one.",
    }),
  })
  .meta({ id: "PasswordChange" });

export const EndOfSessions = z.strictObject({
  apiKeys: ApiKeysAfter.default("keep").meta({
    description: "What becomes of the own API keys: programs that use them go on unless they are revoked.",
  }),
});

export const PersonReference = z
  .object({ id: id<"person">(), name: z.string() })
  .meta({ id: "PersonReference" });

export const Posting = z
  .object({ id: id<"posting">(), unit: UnitReference, role: RoleShape, fromOn: day, untilOn: day.nullable() })
  .meta({ id: "Posting" });

export const Me = z
  .object({
    id: id<"person">(),
    name: z.string(),
    username: z.string(),
    postings: z.array(Posting).meta({ description: "Those that hold today." }),
    campuses: z.array(UnitReference).meta({ description: "Where resources may be created." }),
    can: z.object({ createResource: z.boolean(), administer: z.boolean() }),
  })
  .meta({ id: "Me" });

export const NewPerson = z
  .strictObject({
    name: z.string().trim().min(1).max(60),
    username,
    password,
    posting: z.strictObject({ unitId: id<"unit">(), role: RoleShape, fromOn: day, untilOn: day.nullish() }),
  })
  .meta({ id: "NewPerson" });
export type NewPerson = z.infer<typeof NewPerson>;

export const Person = z
  .object({ id: id<"person">(), name: z.string(), username: z.string(), postings: z.array(Posting) })
  .meta({ id: "Person" });

export const NewPosting = z
  .strictObject({
    personId: id<"person">(),
    unitId: id<"unit">(),
    role: RoleShape,
    fromOn: day,
    untilOn: day.nullish(),
  })
  .meta({ id: "NewPosting" });
export type NewPosting = z.infer<typeof NewPosting>;

export const PostingEnd = z.strictObject({ untilOn: day }).meta({ id: "PostingEnd" });

export const apiKeyNameLength = 60;

export const NewApiKey = z
  .strictObject({
    name: z.string().trim().min(1).max(apiKeyNameLength),
    expiresInDays: z.int().min(1).max(365).default(90),
  })
  .meta({ id: "NewApiKey" });

export const ApiKey = z
  .object({
    id: z.string(),
    name: z.string(),
    start: z.string().meta({ description: "Its first characters, to tell keys apart." }),
    createdAt: instant,
    expiresAt: instant.nullable(),
  })
  .meta({ id: "ApiKey" });

export const CreatedApiKey = ApiKey.extend({
  key: z.string().meta({ description: "Shown this once." }),
}).meta({
  id: "CreatedApiKey",
});

import type { Kysely } from "kysely";
import { Conflict } from "../errors.ts";
import type { PersonId } from "../ids.ts";
import type { Database } from "./schema.ts";

export interface IdempotencyKeyTable {
  person_id: PersonId;
  key: string;
  operation: string;
  request_hash: string;
  subject_id: string;
  created_at: Date;
}

/** What a request with an Idempotency-Key header carries through its context. */
export interface Idempotency {
  key: string;
  /** Method and path: a key belongs to one operation. */
  operation: string;
  /** Hash of the request's body, so that a key used again for something else is noticed. */
  requestHash: string;
}

/** The call was made before; `subjectId` is what it created. The endpoint answers with that. */
export class IdempotentReplay extends Error {
  readonly subjectId: string;
  constructor(subjectId: string) {
    super("This call was answered before.");
    this.subjectId = subjectId;
  }
}

type Claim = Idempotency & { personId: PersonId };

const unfinished = "00000000-0000-0000-0000-000000000000";

/** What an earlier call of this operation with this key created; whether its body was the same, its claim will tell. */
export const findIdempotentSubject = async (
  db: Kysely<Database>,
  { personId, key, operation }: Claim,
): Promise<string | null> => {
  const earlier = await db
    .selectFrom("idempotency_key")
    .select("subject_id")
    .where("person_id", "=", personId)
    .where("key", "=", key)
    .where("operation", "=", operation)
    .executeTakeFirst();
  return earlier?.subject_id ?? null;
};

export const keyReused = () =>
  new Conflict("idempotency.key-reused", "This Idempotency-Key was used for another request.");

/** Waits for a concurrent call with the same key, because the row's uniqueness makes the insert wait for its commit. */
export const claimIdempotencyKey = async (db: Kysely<Database>, claim: Claim): Promise<void> => {
  const inserted = await db
    .insertInto("idempotency_key")
    .values({
      person_id: claim.personId,
      key: claim.key,
      operation: claim.operation,
      request_hash: claim.requestHash,
      subject_id: unfinished,
      created_at: new Date(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("key")
    .executeTakeFirst();
  if (inserted) return;
  const earlier = await db
    .selectFrom("idempotency_key")
    .select(["operation", "request_hash", "subject_id"])
    .where("person_id", "=", claim.personId)
    .where("key", "=", claim.key)
    .executeTakeFirstOrThrow();
  if (earlier.operation !== claim.operation || earlier.request_hash !== claim.requestHash) {
    throw keyReused();
  }
  throw new IdempotentReplay(earlier.subject_id);
};

export const recordIdempotentSubject = async (
  db: Kysely<Database>,
  claim: Claim,
  subjectId: string,
): Promise<void> => {
  await db
    .updateTable("idempotency_key")
    .set({ subject_id: subjectId })
    .where("person_id", "=", claim.personId)
    .where("key", "=", claim.key)
    .execute();
};

/** For `replay` of what creates a secret: only its hash is kept, so nobody can be told it twice. */
export const refuseSecondTelling = async (): Promise<never> => {
  throw new Conflict(
    "idempotency.told-once",
    "The first of these calls was taken up, and a secret is told only once: look at the list, and ask with another key.",
  );
};

export const removeIdempotencyKeysBefore = async (db: Kysely<Database>, before: Date): Promise<void> => {
  await db.deleteFrom("idempotency_key").where("created_at", "<", before).execute();
};

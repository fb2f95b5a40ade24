import { randomUUID } from "node:crypto";

/** A UUID that remembers what it identifies, so that a unit's id cannot be passed for a resource's. */
export type Id<Kind extends string> = string & { readonly __kind: Kind };

export type UnitId = Id<"unit">;
export type PersonId = Id<"person">;
export type PostingId = Id<"posting">;
export type ResourceId = Id<"resource">;
export type VersionId = Id<"version">;
export type FileId = Id<"file">;
export type UploadId = Id<"upload">;

/** Lower-case hex SHA-256 of a blob's bytes: its identity and its key in every blob store. */
export type Sha256 = string & { readonly __sha256: true };

export const newId = <Kind extends string>(): Id<Kind> => randomUUID() as Id<Kind>;

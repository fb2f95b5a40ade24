import { DomainError, NotFound, OutOfStorage, Unavailable } from "../../errors.ts";

interface VendorError {
  name?: string;
  $metadata?: { httpStatusCode?: number };
}

const describe = (error: unknown): VendorError => (typeof error === "object" && error !== null ? error : {});

/** A missing bucket is a fault of the installation, not a missing blob. */
export const isMissingObject = (error: unknown): boolean => {
  const { name, $metadata } = describe(error);
  return (
    name === "NoSuchKey" ||
    name === "NotFound" ||
    ($metadata?.httpStatusCode === 404 && name !== "NoSuchBucket")
  );
};

export const isMissing = (error: unknown): boolean =>
  describe(error).$metadata?.httpStatusCode === 404 || isMissingObject(error);

/** Servers that leave a call out say so in different ways. */
export const isNotSupported = (error: unknown): boolean => {
  const { name, $metadata } = describe(error);
  return name === "NotImplemented" || [400, 404, 405, 501].includes($metadata?.httpStatusCode ?? 0);
};

const fullNames = new Set(["XMinioStorageFull", "QuotaExceeded", "XAmzQuotaExceeded", "InsufficientStorage"]);

/** What a failing call to the S3 server means to a caller: NotFound, OutOfStorage, or Unavailable for all else. */
export const translateS3Error = (cause: unknown): DomainError => {
  if (cause instanceof DomainError) return cause;
  const { name, $metadata } = describe(cause);
  if (isMissingObject(cause)) return new NotFound();
  if ($metadata?.httpStatusCode === 507 || fullNames.has(name ?? ""))
    return new OutOfStorage("storage.full", "There is no room left to store this.", { cause });
  return new Unavailable("storage.unavailable", "The object storage is not answering; try again soon.", {
    cause,
  });
};

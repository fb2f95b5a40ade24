import type { Request, Response } from "express";
import multer, { MulterError, type StorageEngine } from "multer";
import { Invalid, TooLarge, UnsupportedMediaType } from "../errors.ts";

/** One file in field `file`; every limit is set, because the library's defaults are generous to attackers. */
const limits = {
  files: 1,
  fields: 20,
  parts: 21,
  fieldSize: 64 * 1024,
  fieldNameSize: 100,
  headerPairs: 50,
  fieldNestingDepth: 1,
};

const translate = (error: unknown): unknown => {
  if (error instanceof MulterError) {
    return error.code === "LIMIT_FILE_SIZE" || error.code === "LIMIT_FIELD_VALUE"
      ? new TooLarge("upload.too-large", undefined, { cause: error })
      : new Invalid("upload.multipart", `The form is not one file in field "file" (${error.code}).`, {
          cause: error,
        });
  }
  if (error instanceof Error && error.constructor === Error) {
    // The multipart parser below multer reports malformed and cut bodies as plain errors.
    return new Invalid("upload.multipart", "The multipart body is malformed or incomplete.", {
      cause: error,
    });
  }
  return error;
};

export interface FileReception {
  /** Makes the engine that takes the file; it calls `refuse` as soon as it knows that it will not. */
  storageOf(refuse: (error: Error) => void): StorageEngine;
  /** The most bytes of the whole request: what multer would read and throw away after an error has an end. */
  mostBytes: number;
  tooLarge(): Error;
  nameOptions: { defParamCharset: string; preservePath: boolean };
}

/**
 * Reads the one file of a multipart request, and answers it as the storage engine left it. A refusal is told at once:
 * multer itself reports one only after the client has sent everything.
 */
export const receiveFile = (
  request: Request,
  response: Response,
  { storageOf, mostBytes, tooLarge, nameOptions }: FileReception,
): Promise<Express.Multer.File> =>
  new Promise((resolve, reject) => {
    if (!request.is("multipart/form-data")) {
      reject(
        new UnsupportedMediaType(
          "upload.not-multipart",
          'Send multipart/form-data with one file in field "file".',
        ),
      );
      return;
    }
    if ((request.get("content-encoding") ?? "identity") !== "identity") {
      reject(new UnsupportedMediaType("upload.encoded", "Send the body as it is, not compressed."));
      return;
    }
    const receive = multer({ storage: storageOf(reject), limits, ...nameOptions }).single("file");
    receive(request, response, (error: unknown) => {
      if (error) reject(translate(error));
      else if (request.file) resolve(request.file);
      else reject(new Invalid("upload.no-file", 'There is no file in field "file".'));
    });
    let received = 0;
    request.on("data", (chunk: Buffer) => {
      received += chunk.length;
      if (received > mostBytes) reject(tooLarge());
    });
  });

import type { Request, Response } from "express";
import multer, { MulterError, type StorageEngine } from "multer";
import { Invalid, TooLarge } from "../errors.ts";

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

/** Reads the one file of a multipart request into `storage`, and answers it as the storage engine left it. */
export const receiveFile = (
  request: Request,
  response: Response,
  storage: StorageEngine,
  nameOptions: { defParamCharset: string; preservePath: boolean },
): Promise<Express.Multer.File> =>
  new Promise((resolve, reject) => {
    if (!request.is("multipart/form-data")) {
      reject(new Invalid("upload.not-multipart", 'Send multipart/form-data with one file in field "file".'));
      return;
    }
    const receive = multer({ storage, limits, ...nameOptions }).single("file");
    receive(request, response, (error: unknown) => {
      if (error) reject(translate(error));
      else if (request.file) resolve(request.file);
      else reject(new Invalid("upload.no-file", 'There is no file in field "file".'));
    });
  });

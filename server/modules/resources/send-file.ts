import type { Readable, Writable } from "node:stream";
import type { Request, Response } from "express";
import { ZipFile } from "yazl";
import type { Context } from "../../context.ts";
import { harmlessHeaders, sendFile } from "../../http/download.ts";
import { rightOfWay } from "../../http/right-of-way.ts";
import type { FileId, ResourceId } from "../../ids.ts";
import { type ByteRange, contentDisposition, sanitizeFileName } from "../storage/index.ts";
import { archiveNames } from "./archive-names.ts";
import { getReadableFile, listBundleFiles } from "./get-file.ts";
import { whileAllowed } from "./while-allowed.ts";

/** What a browser may show in place: it cannot execute any of these. Everything else is an attachment. */
const shownInline =
  /^(application\/pdf|image\/(png|jpeg|gif|webp|avif|bmp)|audio\/[a-z0-9.+-]+|video\/[a-z0-9.+-]+|text\/plain)$/;

/** What the client reads with a script, which another origin's answer would not let it do. */
const readByScript = /^text\/|wordprocessingml|spreadsheetml|ms-word\.|ms-excel\./;

/** Browsers refuse to open their PDF viewer in a sandboxed document; nosniff and the type keep a PDF a PDF. */
const pdfHeaders = { "Content-Security-Policy": "frame-ancestors 'self'" };

const presignedSeconds = 300;

export const sendResourceFile = async (
  ctx: Context,
  request: Request,
  response: Response,
  ids: { resourceId: ResourceId; fileId: FileId; isInline: boolean },
): Promise<void> => {
  const file = await getReadableFile(ctx, ids.resourceId, ids.fileId);
  const place = ids.isInline && shownInline.test(file.media_type) ? "inline" : "attachment";
  const disposition = contentDisposition(place, file.name);
  const contentType = file.media_type.startsWith("text/")
    ? `${file.media_type}; charset=utf-8`
    : file.media_type;
  const isRedirectable = request.method !== "HEAD" && !(ids.isInline && readByScript.test(file.media_type));
  const address = !isRedirectable
    ? null
    : await ctx.blobs.presignDownload(
        file.sha256,
        { contentType, contentDisposition: disposition },
        presignedSeconds,
      );
  if (address) {
    response.set({ ...harmlessHeaders, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" });
    response.redirect(302, address);
    return;
  }
  const download = {
    etag: `"${file.sha256}"`,
    sizeBytes: file.size_bytes,
    contentType,
    contentDisposition: disposition,
    ...(place === "inline" && contentType === "application/pdf" ? { headers: pdfHeaders } : {}),
    // A range, even the whole, is checked for length as it flows; hashing again is the verifier's business.
    send: (range: ByteRange, destination: Writable) => ctx.blobs.send(file.sha256, range, destination),
  };
  await whileAllowed(ctx, request, response, {
    look: (now) => getReadableFile(now, ids.resourceId, ids.fileId),
    send: () => sendFile(request, response, download),
  });
};

/** All files of a version as one zip, streamed; stored, not compressed, because office files are compressed already. */
export const sendResourceBundle = async (
  ctx: Context,
  request: Request,
  response: Response,
  ids: { resourceId: ResourceId; number: number | undefined },
): Promise<void> => {
  const { title, files } = await listBundleFiles(ctx, ids.resourceId, ids.number);
  const archive = new ZipFile();
  const names = archiveNames(files.map((file) => file.name));
  const [fileName] = archiveNames([`${title}.zip`]);
  response.set({
    ...harmlessHeaders,
    "Content-Type": "application/zip",
    "Cache-Control": "no-store",
    "Content-Disposition": contentDisposition("attachment", sanitizeFileName(fileName as string)),
  });
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  let reading: Readable | undefined;
  // Nobody else closes the file that is being read when the client goes away.
  response.once("close", () => reading?.destroy());
  for (const [index, file] of files.entries()) {
    archive.addReadStreamLazy(names[index] as string, { compress: false, size: file.size_bytes }, (done) => {
      ctx.blobs.read(file.sha256, { start: 0, end: file.size_bytes - 1 }).then(
        (stream) => {
          reading = stream;
          if (response.closed) stream.destroy();
          else done(null, stream);
        },
        (error: unknown) => done(error, undefined as never),
      );
    });
  }
  archive.end();
  const send = () =>
    new Promise<void>((resolve, reject) => {
      // yazl reports a failed entry on the archive, not on its output.
      (archive as unknown as NodeJS.EventEmitter).once("error", reject);
      response.once("close", resolve);
      archive.outputStream.pipe(rightOfWay.giveWay(response));
    });
  const look = (now: Context) => listBundleFiles(now, ids.resourceId, ids.number);
  await whileAllowed(ctx, request, response, { look, send });
};

import { buffer } from "node:stream/consumers";
import { openPromise } from "yauzl";
import { Undrawable } from "./preview-result.ts";

/**
 * Where programs put a picture of what they save: Microsoft's and WPS's formats; OpenDocument and XMind; MindManager; Apple's;
 * GeoGebra.
 */
const places =
  /^(docprops\/thumbnail\.(jpe?g|png)|thumbnails\/thumbnail\.png|preview\.(jpg|png)|quicklook\/thumbnail\.jpg|geogebra_thumbnail\.png)$/i;
const maxBytes = 5_000_000;
const maxEntries = 10_000;

/** The picture that a program put into its file. Throws Undrawable where it did not. */
export async function readThumbnail(path: string): Promise<Buffer> {
  const zip = await openPromise(path, { autoClose: false }).catch((cause) => {
    throw new Undrawable("no-program", String(cause), cause);
  });
  try {
    if (zip.entryCount > maxEntries) throw new Undrawable("too-large", `${zip.entryCount} archive entries`);
    for await (const entry of zip.eachEntry()) {
      if (!places.test(entry.fileName) || entry.isEncrypted()) continue;
      // The library ends a stream in an error that gives more bytes than its entry says.
      if (entry.uncompressedSize > maxBytes) break;
      return await buffer(await zip.openReadStreamPromise(entry));
    }
  } catch (cause) {
    throw cause instanceof Undrawable ? cause : new Undrawable("broken", String(cause), cause);
  } finally {
    zip.close();
  }
  throw new Undrawable("no-program", "no embedded thumbnail");
}

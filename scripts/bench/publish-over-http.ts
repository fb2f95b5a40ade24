import type { BenchServer } from "./open-installation.ts";

export const sendJson = async (server: BenchServer, address: string, init: RequestInit) => {
  const reply = await fetch(server.address + address, {
    ...init,
    headers: { cookie: server.cookie, ...init.headers },
  });
  if (!reply.ok) throw new Error(`${address} answered ${reply.status}: ${await reply.text()}`);
  const text = await reply.text();
  return (text === "" ? {} : JSON.parse(text)) as { id: string; files: { id: string }[] };
};

const asJson = (method: string, body: object): RequestInit => ({
  method,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

/** A draft with this one file, made as a teacher would. */
export const createDraft = async (
  server: BenchServer,
  fields: { title: string; kind: string },
  file: { name: string; bytes: Buffer },
): Promise<{ id: string; fileId: string }> => {
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(file.bytes)]), file.name);
  const upload = await sendJson(server, "/api/uploads", { method: "POST", body: form });
  const draft = { ...fields, files: [{ uploadId: upload.id }] };
  const { id, files } = await sendJson(server, "/api/resources", asJson("POST", draft));
  return { id, fileId: files[0]?.id as string };
};

export const publishDraft = (server: BenchServer, id: string, sharedWith: string) =>
  sendJson(server, `/api/resources/${id}/publish`, asJson("POST", { sharedWith }));

export const shareWith = (server: BenchServer, id: string, sharedWith: string) =>
  sendJson(server, `/api/resources/${id}/sharing`, asJson("PUT", { sharedWith }));

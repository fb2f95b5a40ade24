import type { z } from "zod";
import type { Context } from "../../context.ts";
import { NotFound } from "../../errors.ts";
import type { ResourceId } from "../../ids.ts";
import { fieldsOf } from "./copy-version.ts";
import { listFiles } from "./file-store.ts";
import { textbookPlace } from "./get-resource.ts";
import { loadVisibleResource } from "./load-resource.ts";
import type { Version, VersionSummary } from "./schema.ts";
import { findPublishedVersion, listPublishedVersions } from "./store.ts";
import { fileView, versionSummaryView } from "./view.ts";
import { isVersionVisibleTo } from "./visibility.ts";

export const listVersions = async (
  ctx: Context,
  id: ResourceId,
): Promise<z.input<typeof VersionSummary>[]> => {
  const resource = await loadVisibleResource(ctx, id);
  const versions = await listPublishedVersions(ctx.db, id, isVersionVisibleTo(ctx.actor));
  return versions.map((row) => versionSummaryView(row, row.id === resource.current_version_id));
};

export const getVersion = async (
  ctx: Context,
  id: ResourceId,
  number: number,
): Promise<z.input<typeof Version>> => {
  const resource = await loadVisibleResource(ctx, id);
  const version = await findPublishedVersion(ctx.db, id, number, isVersionVisibleTo(ctx.actor));
  if (!version) throw new NotFound();
  const { textbook_node_id: nodeId, ...fields } = fieldsOf(version);
  const [files, textbook] = await Promise.all([listFiles(ctx.db, version.id), textbookPlace(ctx, nodeId)]);
  return {
    ...versionSummaryView(version, version.id === resource.current_version_id),
    ...fields,
    textbook,
    files: files.map(fileView),
  };
};

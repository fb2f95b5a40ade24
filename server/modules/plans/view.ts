import type { z } from "zod";
import type { Actor } from "../../actor.ts";
import { unitReferenceView } from "../units/index.ts";
import { isWriter, upstreamStatus } from "./policy.ts";
import type { PlanRevision } from "./revision-schema.ts";
import type { listRevisionRecords } from "./revision-store.ts";
import type { PlanCard, PlanHeader, Upstream } from "./schema.ts";
import type { PlanRecord } from "./store.ts";

export const headerOf = (plan: PlanRecord): PlanHeader => ({
  title: plan.title,
  term: plan.term,
  subject: plan.subject,
  grade: plan.grade,
  edition: plan.edition,
  volume: plan.volume,
  periodsPerWeek: plan.periods_per_week,
});

/** What may change of a heading, as columns: a copy takes it from its upstream. */
export const headerColumns = ({ title, edition, volume, periodsPerWeek }: PlanHeader) => ({
  title,
  edition,
  volume,
  periods_per_week: periodsPerWeek,
});

const statusOf = (plan: PlanRecord): z.input<typeof PlanCard>["status"] => {
  if (plan.archived_at) return "archived";
  if (plan.upstream_id) return "copy";
  return plan.current_number === null ? "draft" : "published";
};

/** A campus that left the group keeps what it took, and learns of nothing new. */
export const upstreamView = (copy: PlanRecord, upstream: PlanRecord): z.input<typeof Upstream> => {
  const status = upstreamStatus(copy, upstream);
  return {
    status,
    takenNumber: copy.taken_number as number,
    takenAt: (copy.taken_at as Date).toISOString(),
    latestNumber: status === "left" ? null : upstream.current_number,
  };
};

/** Who does not write a plan sees of a published one what was published, and not that it is being changed. */
export const planCardView = (
  plan: PlanRecord,
  upstream: PlanRecord | null,
  actor: Actor,
): z.input<typeof PlanCard> => {
  const published = isWriter(actor, plan) ? null : plan.published_header;
  const updatedAt = published ? (plan.published_at as Date) : plan.updated_at;
  return {
    id: plan.id,
    ...(published ?? headerOf(plan)),
    unit: unitReferenceView({
      id: plan.unit_id,
      kind: plan.unit_kind,
      name: plan.unit_name,
      name_en: plan.unit_name_en,
    }),
    status: statusOf(plan),
    currentNumber: plan.current_number,
    upstreamId: plan.upstream_id,
    upstream: upstream && upstreamView(plan, upstream),
    updatedAt: updatedAt.toISOString(),
  };
};

export const planRevisionView = (
  row: Awaited<ReturnType<typeof listRevisionRecords>>[number],
): z.input<typeof PlanRevision> => ({
  number: row.number,
  title: row.header.title,
  note: row.note,
  publishedBy: { id: row.published_by, name: row.publisher_name },
  publishedAt: row.published_at.toISOString(),
  rowCount: row.row_count,
});

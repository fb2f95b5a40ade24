import type { ReactNode } from "react";
import { Link } from "react-router";
import type { PlanCard } from "../../api/types.ts";
import { PageTitle } from "../../components/page-title.tsx";

interface PlanPartProps {
  plan: Pick<PlanCard, "id" | "title">;
  title: string;
  children: ReactNode;
}

/** A page about one side of a plan, with the way back to the plan itself. */
export const PlanPart = ({ plan, title, children }: PlanPartProps) => (
  <>
    <PageTitle title={`${title} · ${plan.title}`} />
    <p className="plan-back no-print">
      <Link to={`/plans/${plan.id}`}>{plan.title}</Link>
    </p>
    <h1>{title}</h1>
    {children}
  </>
);

import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { BlankPlan } from "./blank-plan.tsx";
import { RolledPlan } from "./rolled-plan.tsx";
import { SheetPlan } from "./sheet-plan.tsx";
import { useFirstHeading } from "./use-first-heading.ts";
import "./plans.css";

const ways = ["sheet", "rolled", "blank"] as const;
type Way = (typeof ways)[number];

/** The ways to a new plan; the chosen one is part of the address. */
export const NewPlanPage = () => {
  const { t } = useTranslation();
  const plans = useApi("GET /api/plans", { query: { limit: 1 } });
  return (
    <>
      <PageTitle title={t("plans.new")} />
      <h1>{t("plans.new")}</h1>
      <QueryState query={plans}>
        {({ can }) =>
          can.create.length > 0 ? (
            <NewPlan unitIds={can.create} />
          ) : (
            <EmptyNotice text={t("plans.noWriter")}>
              <Link to="/plans">{t("plans.title")}</Link>
            </EmptyNotice>
          )
        }
      </QueryState>
    </>
  );
};

const NewPlan = ({ unitIds }: { unitIds: string[] }) => {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const way = ways.find((one) => one === address.get("way")) ?? "sheet";
  const first = useFirstHeading(unitIds);
  if (!first) return null;
  return (
    <>
      <div className="plan-bar">
        <Segmented<Way>
          aria-label={t("plans.new")}
          value={way}
          onChange={(next) => setAddress({ way: next }, { replace: true })}
          options={ways.map((value) => ({ value, label: t(`plans.ways.${value}`) }))}
        />
      </div>
      {way === "sheet" && <SheetPlan first={first} unitIds={unitIds} />}
      {way === "rolled" && <RolledPlan first={first} unitIds={unitIds} />}
      {way === "blank" && <BlankPlan first={first} unitIds={unitIds} />}
    </>
  );
};

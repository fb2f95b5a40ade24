import { Grid, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { PlanCard } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { formatDay } from "../../locales/format.ts";
import { PlanFacts } from "./plan-facts.tsx";
import { PlanTags } from "./plan-tags.tsx";

/** Plans as a table, or as lines where there is no room for one. */
export const PlanItems = ({ items }: { items: PlanCard[] }) => {
  const { md: isWide } = Grid.useBreakpoint();
  return isWide ? <PlanTable items={items} /> : <PlanLines items={items} />;
};

const PlanTable = ({ items }: { items: PlanCard[] }) => {
  const { t, i18n } = useTranslation();
  const columns: TableColumnsType<PlanCard> = [
    {
      title: t("plans.field.title"),
      render: (_, plan) => (
        <div className="plan-title">
          <Link to={`/plans/${plan.id}`}>{plan.title}</Link>
          <PlanFacts plan={plan} />
        </div>
      ),
    },
    {
      title: t("plans.field.unit"),
      width: 200,
      render: (_, { unit }) => unitName(unit, i18n.language),
    },
    {
      title: t("plans.field.state"),
      width: 260,
      render: (_, plan) => <PlanTags plan={plan} />,
    },
    {
      title: t("plans.field.updated"),
      width: 140,
      render: (_, { updatedAt }) => formatDay(updatedAt, i18n.language),
    },
  ];
  return <Table rowKey="id" size="middle" columns={columns} dataSource={items} pagination={false} />;
};

const PlanLines = ({ items }: { items: PlanCard[] }) => {
  const { i18n } = useTranslation();
  return (
    <ul className="plan-lines">
      {items.map((plan) => (
        <li key={plan.id} className="plan-title">
          <Link to={`/plans/${plan.id}`}>{plan.title}</Link>
          <span className="quiet">{unitName(plan.unit, i18n.language)}</span>
          <PlanFacts plan={plan} />
          <span>
            <PlanTags plan={plan} />
          </span>
        </li>
      ))}
    </ul>
  );
};

import { Grid, Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { QuarantineNotice } from "../../components/quarantine-notice.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { ResourceLines } from "../../components/resource-lines.tsx";
import { Pager } from "./pager.tsx";
import { QuarantineList } from "./quarantine-list.tsx";
import { ResourceTable } from "./resource-table.tsx";
import "./my-resources.css";

const ownViews = ["mine", "drafts", "archived"] as const;
type OwnView = (typeof ownViews)[number];

const viewIn = (address: URLSearchParams): OwnView | "quarantine" =>
  [...ownViews, "quarantine" as const].find((view) => view === address.get("view")) ?? "mine";

export const MyResourcesPage = () => {
  const { t } = useTranslation();
  const [address] = useSearchParams();
  const navigate = useNavigate();
  const view = viewIn(address);
  const hasQuarantine = (useApi("GET /api/quarantine", { query: { limit: 1 } }).data?.total ?? 0) > 0;
  const own = ownViews.map((key) => ({
    key,
    label: t(`mine.view.${key}`),
    children: <OwnResources key={address.get("cursor")} view={key} cursor={address.get("cursor")} />,
  }));
  const quarantine = {
    key: "quarantine",
    label: t("mine.view.quarantine"),
    children: <QuarantineList key={address.get("cursor")} cursor={address.get("cursor")} />,
  };
  return (
    <>
      <PageTitle title={t("mine.title")} />
      <h1>{t("mine.title")}</h1>
      {view !== "quarantine" && <QuarantineNotice />}
      <Tabs
        activeKey={view}
        onChange={(next) => void navigate(`/my-resources?view=${next}`)}
        destroyOnHidden
        items={hasQuarantine || view === "quarantine" ? [...own, quarantine] : own}
      />
    </>
  );
};

/** One page of one's own; the place in the list is part of the address, so that back is the page before. */
const OwnResources = ({ view, cursor }: { view: OwnView; cursor: string | null }) => {
  const { t } = useTranslation();
  const { md: isWide } = Grid.useBreakpoint();
  const own = useApi("GET /api/resources", { query: { view, limit: 20, ...(cursor && { cursor }) } });
  return (
    <QueryState query={own}>
      {({ items, nextCursor }) => (
        <>
          <h2 className="visually-hidden">{t(`mine.view.${view}`)}</h2>
          {items.length === 0 && (
            <EmptyNotice text={t(`mine.empty.${view}`)}>
              {view !== "archived" && <Link to="/upload">{t("home.upload")}</Link>}
            </EmptyNotice>
          )}
          {items.length > 0 &&
            (isWide ? <ResourceTable items={items} /> : <ResourceLines items={items} showsSharing />)}
          <Pager view={view} cursor={cursor} nextCursor={nextCursor} />
        </>
      )}
    </QueryState>
  );
};

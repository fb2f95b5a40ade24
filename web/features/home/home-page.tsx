import { UploadOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { useMe } from "../../api/session.ts";
import { PageTitle } from "../../components/page-title.tsx";
import { QuarantineNotice } from "../../components/quarantine-notice.tsx";
import { SavedSearchList } from "../../components/saved-search-list.tsx";
import { SearchBox } from "../../components/search-box.tsx";
import { FreshResources } from "./fresh-resources.tsx";
import { MyDrafts } from "./my-drafts.tsx";
import { PlansWaiting } from "./plans-waiting.tsx";
import "./home.css";

export const HomePage = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: me } = useMe();
  return (
    <>
      <PageTitle title={t("frame.home")} />
      <section className="home-search">
        <h1>{t("home.question")}</h1>
        <SearchBox size="large" onSubmit={(q) => void navigate(`/search?${new URLSearchParams({ q })}`)} />
        <p>
          <Link to="/search">{t("home.browse")}</Link>
          {me?.can.createResource && (
            <Link to="/upload">
              <UploadOutlined aria-hidden /> {t("home.upload")}
            </Link>
          )}
        </p>
      </section>
      <QuarantineNotice />
      <PlansWaiting />
      <SavedSearchList />
      <div className={me?.can.createResource ? "home-columns" : ""}>
        <FreshResources />
        {me?.can.createResource && <MyDrafts />}
      </div>
    </>
  );
};

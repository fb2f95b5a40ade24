import {
  BookOutlined,
  CalendarOutlined,
  FolderOpenOutlined,
  ReadOutlined,
  ScheduleOutlined,
  UploadOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link, NavLink, useLocation, useNavigate } from "react-router";
import { useMe } from "../api/session.ts";
import { LanguageSwitch } from "../components/language-switch.tsx";
import { SearchBox } from "../components/search-box.tsx";
import { UserMenu } from "../features/session/user-menu.tsx";

// These two have a search box of their own in the page.
const pathsWithSearchBox = ["/", "/search"];

export const SiteHeader = () => {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  return (
    <header className="site-header">
      <div className="site-header-inner">
        <Link to="/" className="site-name" aria-label={t("product.name")}>
          <img src="/icon.svg" alt="" width={28} height={28} />
          <span>{t("product.name")}</span>
        </Link>
        <div className="site-search">
          {!pathsWithSearchBox.includes(pathname) && (
            <SearchBox onSubmit={(q) => void navigate(`/search?${new URLSearchParams({ q })}`)} />
          )}
        </div>
        <nav className="site-nav" aria-label={t("frame.navigation")}>
          <NavLink to="/textbooks" aria-label={t("textbooks.title")}>
            <BookOutlined aria-hidden /> <span>{t("textbooks.title")}</span>
          </NavLink>
          <NavLink to="/collections" aria-label={t("collections.title")}>
            <ReadOutlined aria-hidden /> <span>{t("collections.title")}</span>
          </NavLink>
          <NavLink to="/plans" aria-label={t("plans.title")}>
            <CalendarOutlined aria-hidden /> <span>{t("plans.title")}</span>
          </NavLink>
          <NavLink to="/teaching" aria-label={t("teaching.title")}>
            <ScheduleOutlined aria-hidden /> <span>{t("teaching.title")}</span>
          </NavLink>
          <NavLink to="/my-resources" aria-label={t("mine.title")}>
            <FolderOpenOutlined aria-hidden /> <span>{t("mine.title")}</span>
          </NavLink>
          {me?.can.createResource && (
            <Button
              type="primary"
              icon={<UploadOutlined aria-hidden />}
              onClick={() => void navigate("/upload")}
              aria-label={t("upload.title")}
            >
              <span className="wide-only">{t("upload.title")}</span>
            </Button>
          )}
        </nav>
        <div className="site-account">
          <LanguageSwitch />
          {me && <UserMenu me={me} />}
        </div>
      </div>
    </header>
  );
};

import { Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, ScrollRestoration, useLocation, useNavigation } from "react-router";
import { OfflineNotice } from "./offline-notice.tsx";
import { SiteHeader } from "./site-header.tsx";
import { useCutNotice } from "./use-cut-notice.ts";
import { WaitingPage } from "./waiting-page.tsx";

/** Landmarks, the skip link, and the keyboard's place at the start of each new page. */
export const PageFrame = () => {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  useCutNotice();
  const navigation = useNavigation();
  const main = useRef<HTMLElement>(null);
  const shownPath = useRef(pathname);
  useEffect(() => {
    if (shownPath.current === pathname) return;
    shownPath.current = pathname;
    if (document.activeElement === document.body || !main.current?.contains(document.activeElement)) {
      main.current?.focus({ preventScroll: true });
    }
  }, [pathname]);
  return (
    <>
      <a className="skip-link" href="#main">
        {t("frame.skip")}
      </a>
      <SiteHeader />
      <OfflineNotice />
      <div
        className={navigation.state === "loading" ? "page-progress is-active" : "page-progress"}
        aria-hidden
      />
      <main id="main" ref={main} tabIndex={-1}>
        <Suspense fallback={<WaitingPage />}>
          <Outlet />
        </Suspense>
      </main>
      <footer className="site-footer">{t("product.name")}</footer>
      <ScrollRestoration />
    </>
  );
};

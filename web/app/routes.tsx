import { createBrowserRouter, type ShouldRevalidateFunction } from "react-router";
import { askEarlyForPlan, askEarlyForResource } from "./ask-early.ts";
import { ErrorPage } from "./error-page.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { PageFrame } from "./page-frame.tsx";
import { RequireSession } from "./require-session.tsx";
import { WaitingPage } from "./waiting-page.tsx";

/** A page that is there asks for itself, whatever becomes of the rest of its address. */
const whenPathChanges: ShouldRevalidateFunction = ({ currentUrl, nextUrl }) =>
  currentUrl.pathname !== nextUrl.pathname;

/** Every page is a chunk of its own, fetched on the first visit. */
export const router = createBrowserRouter([
  {
    errorElement: <ErrorPage />,
    HydrateFallback: WaitingPage,
    children: [
      {
        path: "/sign-in",
        lazy: async () => ({ Component: (await import("../features/session/sign-in-page.tsx")).SignInPage }),
      },
      {
        element: (
          <RequireSession>
            <PageFrame />
          </RequireSession>
        ),
        children: [
          {
            errorElement: <ErrorPage />,
            children: [
              {
                index: true,
                lazy: async () => ({ Component: (await import("../features/home/home-page.tsx")).HomePage }),
              },
              {
                path: "/search",
                lazy: async () => ({
                  Component: (await import("../features/search/search-page.tsx")).SearchPage,
                }),
              },
              {
                path: "/textbooks",
                lazy: async () => ({
                  Component: (await import("../features/textbooks/textbooks-page.tsx")).TextbooksPage,
                }),
              },
              {
                path: "/plans",
                lazy: async () => ({
                  Component: (await import("../features/plans/plans-page.tsx")).PlansPage,
                }),
              },
              {
                path: "/plans/new",
                lazy: async () => ({
                  Component: (await import("../features/plans/new-plan-page.tsx")).NewPlanPage,
                }),
              },
              {
                path: "/plans/:id/revisions",
                lazy: async () => ({
                  Component: (await import("../features/plans/revisions-page.tsx")).RevisionsPage,
                }),
              },
              {
                path: "/plans/:id/compare",
                lazy: async () => ({
                  Component: (await import("../features/plans/compare-page.tsx")).ComparePage,
                }),
              },
              {
                path: "/plans/:id/history",
                lazy: async () => ({
                  Component: (await import("../features/plans/history-page.tsx")).HistoryPage,
                }),
              },
              {
                path: "/plans/:id/print",
                lazy: async () => ({
                  Component: (await import("../features/plans/print-page.tsx")).PrintPage,
                }),
              },
              {
                path: "/upload",
                lazy: async () => ({
                  Component: (await import("../features/upload/upload-page.tsx")).UploadPage,
                }),
              },
              {
                path: "/resources/:id",
                loader: askEarlyForResource,
                shouldRevalidate: whenPathChanges,
                lazy: async () => ({
                  Component: (await import("../features/resource/resource-page.tsx")).ResourcePage,
                }),
              },
              {
                path: "/resources/:id/edit",
                lazy: async () => ({
                  Component: (await import("../features/resource/edit-page.tsx")).EditPage,
                }),
              },
              {
                path: "/collections",
                lazy: async () => ({
                  Component: (await import("../features/collections/collections-page.tsx")).CollectionsPage,
                }),
              },
              {
                path: "/collections/:id",
                lazy: async () => ({
                  Component: (await import("../features/collections/collection-page.tsx")).CollectionPage,
                }),
              },
              {
                path: "/teaching",
                lazy: async () => ({
                  Component: (await import("../features/teaching/teaching-page.tsx")).TeachingPage,
                }),
              },
              {
                path: "/progress",
                lazy: async () => ({
                  Component: (await import("../features/teaching/progress-page.tsx")).ProgressPage,
                }),
              },
              {
                path: "/my-resources",
                lazy: async () => ({
                  Component: (await import("../features/my-resources/my-resources-page.tsx")).MyResourcesPage,
                }),
              },
              {
                path: "/saved-searches",
                lazy: async () => ({
                  Component: (await import("../features/saved-searches/saved-searches-page.tsx"))
                    .SavedSearchesPage,
                }),
              },
              {
                path: "/plans/:id",
                loader: askEarlyForPlan,
                shouldRevalidate: whenPathChanges,
                lazy: async () => ({
                  Component: (await import("../features/plan-table/plan-page.tsx")).PlanPage,
                }),
              },
              {
                path: "/plans/:id/pull",
                lazy: async () => ({
                  Component: (await import("../features/plan-copies/pull-page.tsx")).PullPage,
                }),
              },
              {
                path: "/plans/:id/copies",
                lazy: async () => ({
                  Component: (await import("../features/plan-copies/copies-page.tsx")).CopiesPage,
                }),
              },
              {
                path: "/calendars/:unitId/:term",
                lazy: async () => ({
                  Component: (await import("../features/term-calendar/calendar-page.tsx")).CalendarPage,
                }),
              },
              {
                path: "/drift",
                lazy: async () => ({
                  Component: (await import("../features/plan-copies/drift-page.tsx")).DriftPage,
                }),
              },
              {
                path: "/plans/:id/differences",
                lazy: async () => ({
                  Component: (await import("../features/plan-copies/differences-page.tsx")).DifferencesPage,
                }),
              },
              { path: "*", element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
]);

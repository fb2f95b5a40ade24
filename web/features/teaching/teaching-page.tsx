import { CalendarOutlined, TeamOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useMe } from "../../api/session.ts";
import { PageTitle } from "../../components/page-title.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { ClassDrawer } from "./class-drawer.tsx";
import { CourseSection } from "./course-section.tsx";
import { FeedDrawer } from "./feed-drawer.tsx";
import { NoClasses } from "./no-classes.tsx";
import { addDays } from "./use-days.ts";
import { useWeek } from "./use-week.ts";
import { WeekBar } from "./week-bar.tsx";
import "./teaching.css";

/** A teacher's week: what each class is taught, one tap away from its resources and its tick. */
export const TeachingPage = () => {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const [open, setOpen] = useState<"classes" | "feeds" | null>(address.has("feed") ? "feeds" : null);
  const { data: me } = useMe();
  const campuses = me?.campuses ?? [];
  const on = address.get("on");
  const week = useWeek(on);
  const go = useCallback((day: string | null) => setAddress(day === null ? {} : { on: day }), [setAddress]);
  return (
    <>
      <PageTitle title={t("teaching.title")} />
      <div className="section-heading teaching-heading">
        <h1>{t("teaching.title")}</h1>
        {campuses.length > 0 && (
          <Button icon={<TeamOutlined aria-hidden />} onClick={() => setOpen("classes")}>
            {t("teaching.classes")}
          </Button>
        )}
        <Button icon={<CalendarOutlined aria-hidden />} onClick={() => setOpen("feeds")}>
          {t("teaching.feeds")}
        </Button>
        <Link to="/progress">{t("teaching.progressTitle")}</Link>
      </div>
      <QueryState query={week}>
        {({ today, monday, term, courses }) => (
          <>
            <WeekBar monday={monday} isNow={monday <= today && today <= addDays(monday, 6)} onGo={go} />
            {courses.length === 0 ? (
              <NoClasses
                campuses={campuses}
                schoolYear={term.slice(0, 9)}
                onChoose={() => setOpen("classes")}
              />
            ) : (
              courses.map((course) => (
                <CourseSection
                  key={`${course.campus.id} ${course.grade} ${course.subject} ${course.plan?.id}`}
                  course={course}
                  today={today}
                  on={on}
                />
              ))
            )}
            {open === "classes" && (
              <ClassDrawer schoolYear={term.slice(0, 9)} onClose={() => setOpen(null)} />
            )}
          </>
        )}
      </QueryState>
      {open === "feeds" && <FeedDrawer first={address.get("feed")} onClose={() => setOpen(null)} />}
    </>
  );
};

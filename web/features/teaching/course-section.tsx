import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { TaughtCourse } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { useLabels } from "../../components/use-labels.ts";
import { FollowedPlan } from "./followed-plan.tsx";
import { LessonCard } from "./lesson-card.tsx";
import { NoteField } from "./note-field.tsx";
import { useDays } from "./use-days.ts";
import { useProgressWords } from "./use-progress-words.ts";

interface CourseSectionProps {
  course: TaughtCourse;
  today: string;
  on: string | null;
}

const Lessons = ({ course, today, on }: CourseSectionProps) => {
  const { t } = useTranslation();
  const { plan, week, weekCount, holidays, rows } = course;
  if (!plan) return <EmptyNotice text={t("teaching.noPlan")} />;
  if (weekCount === 0) return <EmptyNotice text={t("teaching.noCalendarYet")} />;
  if (!week) {
    const name = holidays.join("、");
    return <EmptyNotice text={name ? t("teaching.holiday", { name }) : t("teaching.noSchool")} />;
  }
  if (rows.length === 0) return <EmptyNotice text={t("teaching.noRows")} />;
  return rows.map((row) => <LessonCard key={row.id} row={row} course={course} today={today} on={on} />);
};

/** What classes of one grade are taught in one subject this week. */
export const CourseSection = ({ course, today, on }: CourseSectionProps) => {
  const { t, i18n } = useTranslation();
  const { label } = useLabels();
  const { spanWords } = useDays();
  const { standing } = useProgressWords();
  const { campus, week, classes, left, holidays } = course;
  const title = t("teaching.course", {
    grade: label("grade", course.grade),
    subject: label("subject", course.subject),
  });
  return (
    <section className="course" aria-label={`${title} ${unitName(campus, i18n.language)}`}>
      <div className="course-head">
        <h2>{title}</h2>
        <span className="quiet">{unitName(campus, i18n.language)}</span>
        {week && (
          <span>
            {t("planTable.weekNumber", { number: week.number })} {spanWords(week.from, week.until)}
          </span>
        )}
        {week?.isExam && <Tag color="orange">{t("planTable.exam")}</Tag>}
        {week && holidays.map((name) => <Tag key={name}>{name}</Tag>)}
      </div>
      <FollowedPlan {...course} />
      <ul className="course-standing">
        {classes.map(
          ({ id, name, progress }) =>
            progress && (
              <li key={id} className={(progress.difference ?? 0) < 0 ? "is-behind" : undefined}>
                {name} {standing(progress.difference)}
              </li>
            ),
        )}
      </ul>
      <Lessons course={course} today={today} on={on} />
      {left.length > 0 && classes[0] && (
        <details className="course-left">
          <summary>{t("teaching.leftNotes", { count: left.length })}</summary>
          {left.map(({ rowId, about, note }) => (
            <div key={rowId}>
              <h3>{about}</h3>
              <NoteField about={about} note={note} place={{ classId: classes[0]?.id ?? "", rowId, on }} />
            </div>
          ))}
        </details>
      )}
    </section>
  );
};

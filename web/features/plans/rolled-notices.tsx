import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { RolledPlan } from "../../api/types.ts";
import { useRowWords } from "../../components/use-row-words.ts";

/** The new plan, and each row that wants a look because the new term is otherwise. */
export const RolledNotices = ({ rolled: { plan, notices } }: { rolled: RolledPlan }) => {
  const { t } = useTranslation();
  const words = useRowWords();
  return (
    <section aria-live="polite">
      <p>
        {t("plans.rolled")} <Link to={`/plans/${plan.id}`}>{plan.title}</Link>
      </p>
      {notices.length > 0 && (
        <Alert
          type="warning"
          title={t("plans.rolledNotices", { count: notices.length })}
          description={
            <ul className="left-out">
              {notices.map(({ weeks, lesson, code }) => (
                <li key={`${weeks.first} ${weeks.last} ${lesson} ${code}`}>
                  <strong>{words.heading({ weeks, lesson })}</strong> {t(`plans.notice.${code}`)}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </section>
  );
};

import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { TaughtCourse } from "../../api/types.ts";
import { PlanDialog } from "./plan-dialog.tsx";
import { PlanWords } from "./plan-words.tsx";

/** The plan that a course's classes follow. Where nobody has chosen it of several, or it is in another's place, that is said. */
export const FollowedPlan = ({ plan, choices, classes }: TaughtCourse) => {
  const { t } = useTranslation();
  const [isChoosing, setIsChoosing] = useState(false);
  if (!plan) return null;
  const unsettled = (["replaced", "open"] as const).map((standing) => ({
    standing,
    names: classes.filter(({ planStanding }) => planStanding === standing).map(({ name }) => name),
  }));
  const notice = unsettled.find(({ names }) => names.length > 0);
  const button = (
    <Button size="small" onClick={() => setIsChoosing(true)}>
      {t(notice ? "teaching.choosePlan" : "teaching.changePlan")}
    </Button>
  );
  return (
    <>
      <p className="followed-plan">
        {t("teaching.byPlan")} <Link to={`/plans/${plan.id}`}>{plan.title}</Link> <PlanWords plan={plan} />{" "}
        {!notice && choices.length > 1 && button}
      </p>
      {notice && (
        <Alert
          type="warning"
          showIcon
          title={t(`teaching.planStanding.${notice.standing}`, {
            names: notice.names.join("、"),
            count: choices.length,
          })}
          action={button}
        />
      )}
      {isChoosing && (
        <PlanDialog
          plan={plan}
          choices={choices}
          classes={classes.map(({ id, name }) => ({ id, name, planId: plan.id }))}
          onClose={() => setIsChoosing(false)}
        />
      )}
    </>
  );
};

import { Button, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { TeachingProgress } from "../../api/types.ts";
import { useLabels } from "../../components/use-labels.ts";
import { PlanWords } from "./plan-words.tsx";
import { useProgressWords } from "./use-progress-words.ts";

export type Line = TeachingProgress["campuses"][number]["classes"][number];

const share = (part: number, whole: number): string => `${whole === 0 ? 0 : (100 * part) / whole}%`;

/** A class: a bar of what was taught, a mark at what should have been, and the same in words. */
export const ProgressLine = ({ line, onChoosePlan }: { line: Line; onChoosePlan: (() => void) | null }) => {
  const { t } = useTranslation();
  const { label } = useLabels();
  const { standing, counts } = useProgressWords();
  const { progress, plan } = line;
  const isBehind = (progress?.difference ?? 0) < 0;
  return (
    <li className="progress-line">
      <span>
        <strong>
          {t("teaching.classOf", {
            grade: label("grade", line.grade),
            name: line.name,
            subject: label("subject", line.subject),
          })}
        </strong>{" "}
        <span className="quiet">{line.teachers.map(({ name }) => name).join("、")}</span>
      </span>
      {progress && plan ? (
        <>
          <span className="progress-bar" aria-hidden>
            <span
              className={isBehind ? "progress-taught is-behind" : "progress-taught"}
              style={{ width: share(progress.taught, progress.total) }}
            />
            <span
              className="progress-due"
              style={{ insetInlineStart: share(progress.due, progress.total) }}
            />
          </span>
          <div>
            <span className={isBehind ? "is-behind" : undefined}>{standing(progress.difference)}</span>{" "}
            <span className="quiet">{counts(progress)}</span>
            <p className="followed-plan">
              <Link to={`/plans/${plan.id}`}>{plan.title}</Link> <PlanWords plan={plan} />{" "}
              {line.planStanding === "open" && <Tag color="warning">{t("teaching.planOpen")}</Tag>}
              {line.planStanding === "replaced" && <Tag color="warning">{t("teaching.planReplaced")}</Tag>}
              {onChoosePlan && (
                <Button size="small" onClick={onChoosePlan}>
                  {t("teaching.changePlan")}
                </Button>
              )}
            </p>
          </div>
        </>
      ) : (
        <span className="quiet">{t("teaching.noPlan")}</span>
      )}
    </li>
  );
};

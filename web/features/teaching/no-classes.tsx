import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { UnitReference } from "../../api/types.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { CarriedClasses } from "./carried-classes.tsx";

interface NoClassesProps {
  /** Where one works. */
  campuses: UnitReference[];
  schoolYear: string;
  onChoose: () => void;
}

/** Who works at a campus chooses classes, or takes those of last year; others see how far those of their campuses are. */
export const NoClasses = ({ campuses, schoolYear, onChoose }: NoClassesProps) => {
  const { t } = useTranslation();
  if (campuses.length === 0)
    return (
      <EmptyNotice text={t("teaching.noCampus")}>
        <Link to="/progress">{t("teaching.progressTitle")}</Link>
      </EmptyNotice>
    );
  return (
    <EmptyNotice text={t("teaching.noClasses")}>
      <p className="quiet">{t("teaching.noClassesHint")}</p>
      {campuses.map((campus) => (
        <CarriedClasses key={campus.id} campus={campus} schoolYear={schoolYear} />
      ))}
      <Button onClick={onChoose}>{t("teaching.chooseClasses")}</Button>
    </EmptyNotice>
  );
};

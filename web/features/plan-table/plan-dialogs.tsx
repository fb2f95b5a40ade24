import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Plan } from "../../api/types.ts";
import { ArchivePlanButton } from "./archive-plan-button.tsx";

const PublishDialog = lazy(async () => ({ default: (await import("./publish-dialog.tsx")).PublishDialog }));
const HeadingDialog = lazy(async () => ({ default: (await import("./heading-dialog.tsx")).HeadingDialog }));
const DroppedDrawer = lazy(async () => ({ default: (await import("./dropped-drawer.tsx")).DroppedDrawer }));

/** What those who write the plan do with it as a whole. */
export const PlanDialogs = ({ plan }: { plan: Plan }) => {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<"publish" | "heading" | "dropped" | null>(null);
  const close = () => setDialog(null);
  const isLive = plan.shows === "live";
  return (
    <>
      {plan.can.edit && isLive && (
        <>
          {plan.upstreamId === null && (
            <Button onClick={() => setDialog("heading")}>{t("planTable.editHeading")}</Button>
          )}
          <Button onClick={() => setDialog("dropped")}>{t("planTable.droppedRows")}</Button>
        </>
      )}
      {plan.can.archive && isLive && <ArchivePlanButton plan={plan} />}
      {plan.can.publish && isLive && (
        <Button type="primary" onClick={() => setDialog("publish")}>
          {t("planTable.publish")}
        </Button>
      )}
      <Suspense>
        {dialog === "publish" && <PublishDialog plan={plan} onClose={close} />}
        {dialog === "heading" && <HeadingDialog plan={plan} onClose={close} />}
        {dialog === "dropped" && <DroppedDrawer planId={plan.id} onClose={close} />}
      </Suspense>
    </>
  );
};

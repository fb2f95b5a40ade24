import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Drawer, Select, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { unitName } from "../../api/units.ts";
import { useApi } from "../../api/use-api.ts";
import { Labelled } from "../../components/labelled.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { useProblemText } from "../../components/use-problem-text.ts";
import { formatDay, formatInstant } from "../../locales/format.ts";

/** Private addresses for the calendar of a phone: made, copied once, and revoked. `first`: the plan that is asked about. */
export const FeedDrawer = ({ first, onClose }: { first: string | null; onClose: () => void }) => {
  const { t, i18n } = useTranslation();
  const { message, modal } = App.useApp();
  const problemText = useProblemText();
  const client = useQueryClient();
  const feeds = useApi("GET /api/calendar-feeds", {});
  const plans = useApi("GET /api/plans", { query: { limit: 100 } });
  const [planId, setPlanId] = useState(first);
  const onError = (error: unknown) => void message.error(problemText(error));
  const refresh = () => client.invalidateQueries({ queryKey: ["GET /api/calendar-feeds"] });
  const make = useMutation({
    mutationFn: () => call("POST /api/calendar-feeds", { body: { planId } }),
    onSuccess: refresh,
    onError,
  });
  const revoke = useMutation({
    mutationFn: (id: string) => call("DELETE /api/calendar-feeds/{id}", { params: { id } }),
    onSuccess: (_none, id) => {
      if (make.data?.id === id) make.reset();
      return refresh();
    },
    onError,
  });
  const askToRevoke = (id: string) =>
    modal.confirm({
      title: t("teaching.revokeQuestion"),
      okText: t("teaching.revoke"),
      okButtonProps: { danger: true },
      cancelText: t("action.cancel"),
      onOk: () => revoke.mutateAsync(id).catch(() => undefined),
    });
  return (
    <Drawer open title={t("teaching.feeds")} onClose={onClose} size="min(480px, 100vw)">
      <p>{t("teaching.feedsExplained")}</p>
      <Labelled label={t("teaching.feedOf")}>
        {(id) => (
          <Select
            id={id}
            className="full-width feed-of"
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            value={planId}
            placeholder={t("teaching.feedOfWeeks")}
            options={(plans.data?.items ?? [])
              .filter(({ status }) => status !== "draft")
              .map((plan) => ({
                value: plan.id,
                label: `${plan.title} ${unitName(plan.unit, i18n.language)}`,
              }))}
            onChange={(value: string | undefined) => setPlanId(value ?? null)}
          />
        )}
      </Labelled>
      <Button type="primary" loading={make.isPending} onClick={() => make.mutate()}>
        {t("teaching.makeFeed")}
      </Button>
      {make.data && (
        <Alert
          className="feed-address"
          type="success"
          title={t("teaching.feedMade")}
          description={<Typography.Text copyable>{make.data.address}</Typography.Text>}
        />
      )}
      <QueryState query={feeds}>
        {({ items }) => (
          <ul className="class-lines">
            {items.map(({ id, plan, createdAt, fetchedAt }) => (
              <li key={id}>
                <span>
                  {plan ? (plan.title ?? t("teaching.feedOfUnseenPlan")) : t("teaching.feedOfWeeks")}
                  <br />
                  <span className="quiet">
                    {t("teaching.feedFrom", { day: formatDay(createdAt, i18n.language) })}{" "}
                    {fetchedAt
                      ? t("teaching.feedFetched", { at: formatInstant(fetchedAt, i18n.language) })
                      : t("teaching.feedNotFetched")}
                  </span>
                </span>
                <Button size="small" onClick={() => askToRevoke(id)}>
                  {t("teaching.revoke")}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </QueryState>
    </Drawer>
  );
};

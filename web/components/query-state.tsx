import { Button, Result, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ApiProblem } from "../api/problem.ts";
import { NotFoundNotice } from "./not-found-notice.tsx";
import { useProblemText } from "./use-problem-text.ts";

interface Query<Data> {
  data: Data | undefined;
  error: Error | null;
  refetch: () => unknown;
}

interface QueryStateProps<Data> {
  query: Query<Data>;
  waiting?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** Server state in its four faces: waiting, failed (with a way to try again), forbidden or missing, and there. */
export const QueryState = <Data,>({ query, waiting, children }: QueryStateProps<Data>) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (!query.error) {
    return <div aria-busy>{waiting ?? <Skeleton active title={false} paragraph={{ rows: 4 }} />}</div>;
  }
  const status = query.error instanceof ApiProblem ? query.error.status : 500;
  if (status === 404) return <NotFoundNotice />;
  // What an address asks for does not get better by asking again.
  if (status === 400)
    return (
      <Result
        status="warning"
        title={<h2 className="result-title">{t("state.notUnderstood")}</h2>}
        subTitle={t("state.notUnderstoodHint")}
        extra={<Link to="/">{t("frame.home")}</Link>}
      />
    );
  return (
    <Result
      status={status === 403 ? "warning" : "error"}
      title={<h2 className="result-title">{t(status === 403 ? "state.forbidden" : "state.failed")}</h2>}
      subTitle={problemText(query.error)}
      extra={<Button onClick={() => query.refetch()}>{t("action.retry")}</Button>}
    />
  );
};

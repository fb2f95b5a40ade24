import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMe } from "../../api/session.ts";
import type { TextbookNode } from "../../api/types.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { ResourceLines } from "../../components/resource-lines.tsx";
import { useProblemText } from "../../components/use-problem-text.ts";
import { useNodeResources } from "./use-node-resources.ts";

/** What others and oneself share for a place in a textbook, or how to be the first. */
export const NodeResources = ({ node }: { node: TextbookNode }) => {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const problemText = useProblemText();
  const found = useNodeResources(node.id);
  return (
    <QueryState query={found}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0)
          return (
            <EmptyNotice text={t(`textbooks.empty.${node.kind}`)}>
              {me?.can.createResource && <Link to="/upload">{t("home.upload")}</Link>}
            </EmptyNotice>
          );
        return (
          <>
            <ResourceLines items={items} />
            {found.error && <Alert type="error" showIcon title={problemText(found.error)} />}
            {found.hasNextPage && (
              <Button block loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                {t("action.loadMore")}
              </Button>
            )}
          </>
        );
      }}
    </QueryState>
  );
};

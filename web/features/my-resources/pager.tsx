import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";

interface PagerProps {
  view: string;
  /** Of the page that is shown; null on the first. */
  cursor: string | null;
  nextCursor: string | null;
}

/** The way to the next page of a list, and back to the first. */
export const Pager = ({ view, cursor, nextCursor }: PagerProps) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <div className="pager">
      {cursor && <Link to={`/my-resources?view=${view}`}>{t("action.firstPage")}</Link>}
      {nextCursor && (
        <Button
          onClick={() => void navigate(`/my-resources?${new URLSearchParams({ view, cursor: nextCursor })}`)}
        >
          {t("action.nextPage")}
        </Button>
      )}
    </div>
  );
};

import { DownOutlined, UserOutlined } from "@ant-design/icons";
import { App, Badge, Button, Dropdown } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useNewCount } from "../../api/saved-searches.ts";
import { useSignOut } from "../../api/session.ts";
import type { Me } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { useProblemText } from "../../components/use-problem-text.ts";

const ChangePasswordDialog = lazy(async () => ({
  default: (await import("./change-password-dialog.tsx")).ChangePasswordDialog,
}));

export const UserMenu = ({ me }: { me: Me }) => {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const signOut = useSignOut();
  const newCount = useNewCount();
  const [isChangingPassword, setIsChangingPassword] = useState(false);
  const leave = (everywhere: boolean) =>
    signOut(everywhere).catch((error: unknown) => void message.error(problemText(error)));
  const posts = me.postings.map(
    (posting) => `${unitName(posting.unit, i18n.language)} · ${t(`role.${posting.role}`)}`,
  );
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "who", disabled: true, label: <UserLines name={me.name} posts={posts} /> },
            { type: "divider" },
            {
              key: "saved",
              label: (
                <Link to="/saved-searches">
                  {newCount > 0 ? t("saved.titleNew", { count: newCount }) : t("saved.title")}
                </Link>
              ),
            },
            {
              key: "password",
              label: t("session.changePassword"),
              onClick: () => setIsChangingPassword(true),
            },
            { key: "out", label: t("session.signOut"), onClick: () => void leave(false) },
            { key: "everywhere", label: t("session.signOutEverywhere"), onClick: () => void leave(true) },
          ],
        }}
      >
        <Button
          type="text"
          icon={
            <Badge dot={newCount > 0}>
              <UserOutlined aria-hidden />
            </Badge>
          }
          aria-label={t("session.account", { name: me.name })}
        >
          <span className="wide-only">
            {me.name} <DownOutlined aria-hidden />
          </span>
        </Button>
      </Dropdown>
      {isChangingPassword && (
        <Suspense>
          <ChangePasswordDialog onClose={() => setIsChangingPassword(false)} />
        </Suspense>
      )}
    </>
  );
};

const UserLines = ({ name, posts }: { name: string; posts: string[] }) => (
  <span className="user-lines">
    <strong>{name}</strong>
    {posts.map((post) => (
      <span key={post}>{post}</span>
    ))}
  </span>
);

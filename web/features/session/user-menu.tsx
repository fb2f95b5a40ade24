import { DownOutlined, UserOutlined } from "@ant-design/icons";
import { App, Badge, Button, Dropdown } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useNewCount } from "../../api/saved-searches.ts";
import { useAskForApiKeys, useSignOut, useSignOutEverywhere } from "../../api/session.ts";
import type { ApiKey, Me } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { useProblemText } from "../../components/use-problem-text.ts";

const ChangePasswordDialog = lazy(async () => ({
  default: (await import("./change-password-dialog.tsx")).ChangePasswordDialog,
}));

const SignOutEverywhereDialog = lazy(async () => ({
  default: (await import("./sign-out-everywhere-dialog.tsx")).SignOutEverywhereDialog,
}));

export const UserMenu = ({ me }: { me: Me }) => {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const signOut = useSignOut();
  const signOutEverywhere = useSignOutEverywhere();
  const askForApiKeys = useAskForApiKeys();
  const newCount = useNewCount();
  const [isChangingPassword, setIsChangingPassword] = useState(false);
  const [keysLeft, setKeysLeft] = useState<readonly ApiKey[]>([]);
  const leaveEverywhere = async () => {
    const apiKeys = await askForApiKeys();
    if (apiKeys.length > 0) setKeysLeft(apiKeys);
    else await signOutEverywhere("keep");
  };
  const attempt = (act: () => Promise<void>) =>
    void act().catch((error: unknown) => void message.error(problemText(error)));
  const posts = me.postings.map(
    (posting) => `${unitName(posting.unit, i18n.language)} · ${t(`role.${posting.role}`)}`,
  );
  return (
    <>
      <Dropdown
        // Opened again where it was left, it is at times placed far outside of the page.
        destroyOnHidden
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
            { key: "out", label: t("session.signOut"), onClick: () => attempt(signOut) },
            {
              key: "everywhere",
              label: t("session.signOutEverywhere"),
              onClick: () => attempt(leaveEverywhere),
            },
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
          <span className="wide-only user-name">
            <span>{me.name}</span> <DownOutlined aria-hidden />
          </span>
        </Button>
      </Dropdown>
      {isChangingPassword && (
        <Suspense>
          <ChangePasswordDialog onClose={() => setIsChangingPassword(false)} />
        </Suspense>
      )}
      {keysLeft.length > 0 && (
        <Suspense>
          <SignOutEverywhereDialog apiKeys={keysLeft} onClose={() => setKeysLeft([])} />
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

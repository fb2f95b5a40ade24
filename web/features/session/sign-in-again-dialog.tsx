import { useQueryClient } from "@tanstack/react-query";
import { Modal } from "antd";
import { useTranslation } from "react-i18next";
import { noticeSignedInAgain } from "../../api/session-end.ts";
import type { Me } from "../../api/types.ts";
import { SignInForm } from "./sign-in-form.tsx";

/** Over the page that was open when the session ended; another person starts afresh. */
export const SignInAgainDialog = ({ person }: { person: Me }) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  return (
    <Modal
      open
      title={t("session.ended")}
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
    >
      <p>{t("session.endedHint")}</p>
      <SignInForm
        username={person.username}
        onSignedIn={(me) => {
          if (me.id !== person.id) {
            location.assign("/");
            return;
          }
          noticeSignedInAgain();
          // What was refused meanwhile would go on asking for a sign-in.
          void client.refetchQueries({ predicate: ({ state }) => state.status === "error" });
        }}
      />
    </Modal>
  );
};

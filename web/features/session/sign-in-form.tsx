import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import type { Me } from "../../api/types.ts";
import { useProblemText } from "../../components/use-problem-text.ts";

interface SignInFormProps {
  username?: string;
  onSignedIn: (me: Me) => void;
}

export const SignInForm = ({ username = "", onSignedIn }: SignInFormProps) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const client = useQueryClient();
  const signIn = useMutation({
    mutationFn: (body: { username: string; password: string }) => call("POST /api/session", { body }),
    onSuccess: (me) => {
      client.setQueryData(["GET /api/me", {}], me);
      onSignedIn(me);
    },
  });
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      initialValues={{ username }}
      onFinish={(values: { username: string; password: string }) =>
        signIn.mutate({ username: values.username.trim(), password: values.password })
      }
    >
      {signIn.error && (
        <Alert className="form-alert" type="error" role="alert" showIcon title={problemText(signIn.error)} />
      )}
      <Form.Item
        name="username"
        label={t("session.username")}
        rules={[{ required: true, whitespace: true, message: t("session.usernameMissing") }]}
      >
        <Input
          autoComplete="username"
          autoFocus={username === ""}
          autoCapitalize="none"
          spellCheck={false}
          size="large"
        />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("session.password")}
        rules={[{ required: true, message: t("session.passwordMissing") }]}
      >
        <Input.Password autoComplete="current-password" autoFocus={username !== ""} size="large" />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
        {t("session.signIn")}
      </Button>
    </Form>
  );
};

import { useMutation } from "@tanstack/react-query";
import { Alert, App, Form, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { useApi } from "../../api/use-api.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { ApiKeyChoice } from "./api-key-choice.tsx";

interface Values {
  currentPassword: string;
  newPassword: string;
  repeated: string;
}

const shortest = 10;

export const ChangePasswordDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [form] = Form.useForm<Values>();
  const apiKeys = useApi("GET /api/me/api-keys", {}).data?.items ?? [];
  const [isRevoking, setIsRevoking] = useState(true);
  const change = useMutation({
    mutationFn: ({ currentPassword, newPassword }: Values) =>
      call("PUT /api/me/password", {
        body: { currentPassword, newPassword, apiKeys: isRevoking ? "revoke" : "keep" },
      }),
    onSuccess: () => {
      void message.success(t("session.passwordChanged"));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t("session.changePassword")}
      okText={t("session.changePassword")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={change.isPending}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => change.mutate(values)}>
        {change.error && (
          <Alert className="form-alert" type="error" role="alert" title={problemText(change.error)} />
        )}
        <Form.Item
          name="currentPassword"
          label={t("session.currentPassword")}
          rules={[{ required: true, message: t("session.passwordMissing") }]}
        >
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
        <Form.Item
          name="newPassword"
          label={t("session.newPassword")}
          extra={t("session.passwordRule", { shortest })}
          rules={[
            { required: true, min: shortest, max: 128, message: t("session.passwordRule", { shortest }) },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="repeated"
          label={t("session.repeatPassword")}
          dependencies={["newPassword"]}
          rules={[
            ({ getFieldValue }) => ({
              validator: async (_, value: string) => {
                if (value !== getFieldValue("newPassword")) throw new Error(t("session.passwordsDiffer"));
              },
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {apiKeys.length > 0 && (
          <ApiKeyChoice keys={apiKeys} isRevoking={isRevoking} onChange={setIsRevoking} />
        )}
      </Form>
    </Modal>
  );
};

import { Form, Input, Modal } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../api/problem.ts";

/** Asks why a campus's copy is to differ, where the server wants to know it, and does the act again with the answer. */
export const useReason = (): {
  dialog: ReactNode;
  withReason<Result>(act: (reason?: string) => Promise<Result>): Promise<Result>;
} => {
  const { t } = useTranslation();
  const [text, setText] = useState<string | null>(null);
  const [wasAsked, setWasAsked] = useState(false);
  const waiting = useRef<(reason: string | null) => void>(null);

  const answer = (reason: string | null) => {
    setText(null);
    waiting.current?.(reason);
    waiting.current = null;
  };
  const ask = () =>
    new Promise<string | null>((resolve) => {
      // Two rows may want one at once: the later question replaces the earlier, which stays unsaved.
      waiting.current?.(null);
      waiting.current = resolve;
      setText("");
      setWasAsked(true);
    });

  const reason = text?.trim() ?? "";
  return {
    async withReason(act) {
      try {
        return await act();
      } catch (error) {
        const given = isProblem(error, "plan.reason") ? await ask() : null;
        if (given === null) throw error;
        return act(given);
      }
    },
    // Not before it is first asked: a dialogue that is merely closed costs every page its making.
    dialog: wasAsked && (
      <Modal
        open={text !== null}
        title={t("planTable.whyDifferent")}
        okText={t("action.save")}
        okButtonProps={{ disabled: reason === "" }}
        onOk={() => answer(reason)}
        onCancel={() => answer(null)}
      >
        <Form layout="vertical" onFinish={() => reason !== "" && answer(reason)}>
          <Form.Item label={t("planTable.whyDifferentHint")} htmlFor="plan-reason">
            <Input
              id="plan-reason"
              autoFocus
              maxLength={500}
              value={text ?? ""}
              onChange={(event) => setText(event.target.value)}
            />
          </Form.Item>
        </Form>
      </Modal>
    ),
  };
};

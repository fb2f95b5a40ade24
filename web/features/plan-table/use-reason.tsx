import { Form, Input, type InputRef, Modal } from "antd";
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
  const input = useRef<InputRef>(null);
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
        // The dialogue itself takes the keyboard to its closing cross, where Enter would give the change up.
        afterOpenChange={(isOpen) => isOpen && input.current?.focus()}
        onOk={() => answer(reason)}
        onCancel={() => answer(null)}
      >
        <Form layout="vertical" onFinish={() => reason !== "" && answer(reason)}>
          <Form.Item label={t("planTable.whyDifferentHint")} htmlFor="plan-reason">
            <Input
              id="plan-reason"
              ref={input}
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

import { useMutation } from "@tanstack/react-query";
import { App, Button, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import type { TaughtClass } from "../../api/types.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { useLabels } from "../../components/use-labels.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { useRefreshTeaching } from "./use-week.ts";

/** Classes with who teaches them; whoever may takes a teacher, or the class, out. */
export const ClassLines = ({ classes, ownId }: { classes: TaughtClass[]; ownId: string }) => {
  const { t } = useTranslation();
  const { label } = useLabels();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const refresh = useRefreshTeaching();
  const change = useMutation({
    mutationFn: async ({ id, personId }: { id: string; personId: string | null }): Promise<void> => {
      if (personId === null) await call("DELETE /api/taught-classes/{id}", { params: { id } });
      else await call("DELETE /api/taught-classes/{id}/teachers/{personId}", { params: { id, personId } });
    },
    onError: (error) => void message.error(problemText(error)),
    onSettled: refresh,
  });
  if (classes.length === 0) return <EmptyNotice text={t("teaching.noClasses")} />;
  return (
    <ul className="class-lines">
      {classes.map((one) => {
        const name = t("teaching.classOf", {
          grade: label("grade", one.grade),
          name: one.name,
          subject: label("subject", one.subject),
        });
        return (
          <li key={one.id}>
            <span>{name}</span>
            <span className="class-teachers">
              {one.teachers.map((teacher) => (
                <Tag
                  key={teacher.id}
                  closable={
                    (one.can.remove || teacher.id === ownId) && {
                      "aria-label": t("teaching.leave", { name: `${name} ${teacher.name}` }),
                    }
                  }
                  onClose={(event) => {
                    event.preventDefault();
                    change.mutate({ id: one.id, personId: teacher.id });
                  }}
                >
                  {teacher.name}
                </Tag>
              ))}
            </span>
            {one.can.remove && (
              <Button
                size="small"
                aria-label={t("teaching.removeClass", { name })}
                onClick={() => change.mutate({ id: one.id, personId: null })}
              >
                {t("action.remove")}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
};

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { isProblem } from "../../api/problem.ts";
import type { HolidayYear, TermCalendar } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { completeRules, fullRules, type Rules, usualDays, withPublicHolidays } from "./calendar-rules.ts";

/** A calendar's rules as they are edited, what they would shift, and applying that. */
export const useCalendarEdit = (calendar: TermCalendar, publicDays: HolidayYear[], onSaved: () => void) => {
  const client = useQueryClient();
  const params = { id: calendar.unit.id, term: calendar.term };
  const isNew = calendar.rules === null && calendar.unit.kind === "group";
  const saved = fullRules(calendar.rules);
  const [draft, setDraft] = useState<Rules>(() =>
    isNew ? withPublicHolidays({ ...saved, ...usualDays(calendar.term) }, publicDays) : saved,
  );
  const [proposed] = useState(draft);
  const body = completeRules(draft);
  const hasChanges = JSON.stringify(body) !== JSON.stringify(saved);
  const group = calendar.groupRules && fullRules(calendar.groupRules);
  const hasDays = Boolean((body.firstOn ?? group?.firstOn) && (body.lastOn ?? group?.lastOn));
  // A holiday's name shifts nothing: typing it asks nothing anew.
  const asked = { ...body, holidays: body.holidays.map((holiday) => ({ ...holiday, name: "-" })) };
  const preview = useApi(
    "POST /api/units/{id}/calendars/{term}/preview",
    { params, body: asked },
    { enabled: hasChanges && hasDays, keepPrevious: true, staleTime: 0 },
  );
  const withPublic = (rules: Rules): Rules => {
    const dates = {
      firstOn: rules.firstOn ?? group?.firstOn ?? null,
      lastOn: rules.lastOn ?? group?.lastOn ?? null,
    };
    const { holidays, swaps } = withPublicHolidays({ ...rules, ...dates }, publicDays);
    return { ...rules, holidays, swaps };
  };
  const completed = withPublic(body);
  const refresh = () =>
    client.invalidateQueries({
      predicate: ({ queryKey: [operation] }) => String(operation).includes("/calendars/{term}"),
    });
  const save = useMutation({
    mutationFn: () =>
      call("PUT /api/units/{id}/calendars/{term}", { params, body }, { revision: calendar.revision }),
    onSuccess: async (next) => {
      client.setQueryData(["GET /api/units/{id}/calendars/{term}", { params }], next);
      setDraft(fullRules(next.rules));
      await refresh();
      onSaved();
    },
    onError: refresh,
  });
  return {
    draft,
    group,
    isNew,
    hasChanges,
    /** What a person did, and not what is proposed for a term that has no calendar yet. */
    hasTyped: isNew ? JSON.stringify(body) !== JSON.stringify(completeRules(proposed)) : hasChanges,
    hasDays,
    preview,
    save,
    isOutdated: isProblem(save.error, "precondition.failed"),
    edit: (change: Partial<Rules>) => setDraft((current) => ({ ...current, ...change })),
    /** How many public holidays and days worked of the term are not among the rules. */
    missingPublic:
      completed.holidays.length - body.holidays.length + completed.swaps.length - body.swaps.length,
    addPublicHolidays: () => setDraft(withPublic),
    discard: () => setDraft(saved),
  };
};

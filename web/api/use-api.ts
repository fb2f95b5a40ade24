import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { call, type Inputs, type Operation, type Reply } from "./client.ts";

export interface QuerySettings<Data> {
  enabled?: boolean;
  keepPrevious?: boolean;
  staleTime?: number;
  /** Asks again while this says so, with the pause in milliseconds. */
  askAgain?: (data: Data | undefined) => number | false;
}

/** A read operation as server state; its key is the operation and what was asked. */
export const useApi = <Name extends Operation>(
  operation: Name,
  inputs: Inputs<Name>,
  { keepPrevious = false, askAgain, ...settings }: QuerySettings<Reply<Name>> = {},
) =>
  useQuery<Reply<Name>>({
    queryKey: [operation, inputs],
    queryFn: ({ signal }) => call(operation, inputs, { signal }),
    ...(keepPrevious && { placeholderData: keepPreviousData }),
    ...(askAgain && { refetchInterval: ({ state }) => askAgain(state.data) }),
    ...settings,
  });

const useRefresh = (operations: RegExp) => {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({
      predicate: ({ queryKey: [operation] }) => typeof operation === "string" && operations.test(operation),
    });
};

/** Makes every list and page of resources ask again after something was changed. */
export const useRefreshResources = () => useRefresh(/^GET \/api\/(resources|search)/);

/** The same for plans, their copies and how far those follow. */
export const useRefreshPlans = () => useRefresh(/^GET \/api\/(plans|units\/\{id\}\/drift)/);

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { call, type Inputs, type Operation, type Reply } from "./client.ts";

export interface QuerySettings<Data> {
  enabled?: boolean;
  keepPrevious?: boolean;
  staleTime?: number;
  /** Asks again while this says so, with the pause in milliseconds. */
  askAgain?: (data: Data | undefined) => number | false;
}

/** A read operation as TanStack Query takes it. */
export const queryOf = <Name extends Operation>(operation: Name, inputs: Inputs<Name>) => ({
  queryKey: [operation, inputs],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(operation, inputs, { signal }),
});

/** A read operation as server state; its key is the operation and what was asked. */
export const useApi = <Name extends Operation>(
  operation: Name,
  inputs: Inputs<Name>,
  { keepPrevious = false, askAgain, ...settings }: QuerySettings<Reply<Name>> = {},
) =>
  useQuery<Reply<Name>>({
    ...queryOf(operation, inputs),
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

/** The same for collections, their entries, and what resources say of them. */
export const useRefreshCollections = () =>
  useRefresh(/^GET \/api\/(collections|resources\/\{id\}\/collections)/);

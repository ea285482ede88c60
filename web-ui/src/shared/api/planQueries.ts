import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { allPages, LARGEST_PAGE } from './allPages';
import { type Api, bodyOf } from './client';
import { live, type PageRequest, pageQuery, subject } from './queries';

/** What is many is asked for at this pace, and not at every event. */
const PACE_MILLIS = 10_000;

/**
 * Where jobs stand in the active plan.
 *
 * @param until only what starts before this plan time, null for all
 */
export const allocationsQuery = (api: Api, until: string | null) =>
  queryOptions({
    queryKey: subject('allocations', 'all', until),
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        bodyOf(
          api.GET('/api/v1/allocations', {
            signal,
            params: { query: { limit: LARGEST_PAGE, ...(until === null ? {} : { until }), ...cursor } },
          }),
        ),
      ),
    refetchInterval: PACE_MILLIS,
    placeholderData: keepPreviousData,
  });

export const plansQuery = (api: Api, page: PageRequest) =>
  queryOptions({
    queryKey: subject('plan', 'versions', page),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/plans', { signal, params: { query: pageQuery(page) } })),
    ...live,
  });

/** @param from decided since, wall time; null for all */
export const planChangesQuery = (api: Api, version: number, page: PageRequest, from: string | null = null) =>
  queryOptions({
    queryKey: subject('plan', 'changes', version, page, from),
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/plans/{version}/changes', {
          signal,
          params: { path: { version }, query: { ...pageQuery(page), ...(from === null ? {} : { from }) } },
        }),
      ),
    ...live,
  });

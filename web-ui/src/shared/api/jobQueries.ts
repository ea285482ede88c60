import { queryOptions } from '@tanstack/react-query';
import { LARGEST_PAGE } from './allPages';
import { type Api, bodyOf } from './client';
import { live, type PageRequest, pageQuery, subject } from './queries';
import type { Job, JobState } from './types';

export interface JobFilter {
  states: readonly JobState[];
  tenant: string | null;
  kind: Job['kind'] | null;
  order: 'OLDEST' | 'NEWEST' | 'PREDICTED_START';
}

export const jobsQuery = (api: Api, filter: JobFilter, page: PageRequest) =>
  queryOptions({
    queryKey: subject('jobs', 'list', filter, page),
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/jobs', {
          signal,
          params: {
            query: {
              ...(filter.states.length === 0 ? {} : { state: [...filter.states] }),
              ...(filter.tenant === null ? {} : { tenant: filter.tenant }),
              ...(filter.kind === null ? {} : { kind: filter.kind }),
              order: filter.order,
              ...pageQuery(page),
            },
          },
        }),
      ),
    ...live,
  });

const path = (id: number) => ({ params: { path: { id } } });

export const jobQuery = (api: Api, id: number) =>
  queryOptions({
    queryKey: subject('jobs', 'one', id),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/jobs/{id}', { signal, ...path(id) })),
    ...live,
  });

export const explanationQuery = (api: Api, id: number) =>
  queryOptions({
    queryKey: subject('jobs', 'explanation', id),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/jobs/{id}/explanation', { signal, ...path(id) })),
    ...live,
    // Its counterfactuals are really planned: not at every event.
    staleTime: 10_000,
  });

export const transitionsQuery = (api: Api, id: number) =>
  queryOptions({
    queryKey: subject('jobs', 'transitions', id),
    queryFn: ({ signal }) => bodyOf(
        api.GET('/api/v1/jobs/{id}/transitions', { signal, params: { path: { id }, query: { limit: LARGEST_PAGE } } }),
      ),
    ...live,
  });

export const movedStartsQuery = (api: Api, id: number) =>
  queryOptions({
    queryKey: subject('jobs', 'moved', id),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/jobs/{id}/moved-starts', { signal, ...path(id) })),
    ...live,
  });

/** How often the end of a log is read anew while somebody follows it. */
const FOLLOW_MILLIS = 3_000;

/** The agent reads it: not at every event, and once only unless it is followed. */
export const runLogQuery = (api: Api, id: string, lines: number, follow: boolean) =>
  queryOptions({
    queryKey: subject('runLogs', id, lines),
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/runs/{id}/logs', { signal, params: { path: { id }, query: { lines } } })),
    refetchInterval: follow ? FOLLOW_MILLIS : false,
    retry: false,
  });

export const jobRunsQuery = (api: Api, job: number) =>
  queryOptions({
    queryKey: subject('runs', 'job', job),
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/runs', { signal, params: { query: { job, limit: 100 } } })),
    ...live,
  });

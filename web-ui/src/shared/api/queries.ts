import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type Api, bodyOf } from './client';
import type { JobState } from './types';

/** First part of a query's key: what an event can make stale. */
export type Subject =
  | 'session'
  | 'planTime'
  | 'capacity'
  | 'jobs'
  | 'runs'
  | 'runLogs'
  | 'waits'
  | 'plan'
  | 'clusters'
  | 'tenants'
  | 'admin'
  | 'allocations'
  | 'catalogue'
  | 'reservations'
  | 'datasets'
  | 'webhooks'
  | 'reports'

  | 'scenarios';

export interface PageRequest {
  cursor: string | null;
  limit: number;
}

export const pageQuery = ({ cursor, limit }: PageRequest) => ({
  limit,
  ...(cursor === null ? {} : { cursor }),
});

/** Events refresh everything; this catches what an event that never came would have told. */
const SLOW_POLL_MILLIS = 30_000;

export const live = { refetchInterval: SLOW_POLL_MILLIS, placeholderData: keepPreviousData };

export const subject = (name: Subject, ...rest: unknown[]) => [name, ...rest] as const;

export const sessionQuery = (api: Api) =>
  queryOptions({
    queryKey: subject('session'),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/session', { signal })),
    staleTime: Infinity,
  });

export const planTimeQuery = (api: Api) =>
  queryOptions({
    queryKey: subject('planTime'),
    queryFn: async ({ signal }) => {
      const planTime = await bodyOf(api.GET('/api/v1/plan-time', { signal }));
      return { ...planTime, receivedAt: Date.now() };
    },
    refetchInterval: SLOW_POLL_MILLIS,
  });

export const capacityQuery = (api: Api) =>
  queryOptions({
    queryKey: subject('capacity'),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/capacity', { signal })),
    ...live,
  });

const WAITING: JobState[] = ['QUEUED', 'SCHEDULED', 'SUSPENDED'];

export const waitingJobsQuery = (api: Api, page: PageRequest) =>
  queryOptions({
    queryKey: subject('jobs', 'waiting', page),
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/jobs', {
          signal,
          params: { query: { state: WAITING, order: 'PREDICTED_START', ...pageQuery(page) } },
        }),
      ),
    ...live,
  });

export const jobCountsQuery = (api: Api) =>
  queryOptions({
    queryKey: subject('jobs', 'counts'),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/jobs/counts', { signal })),
    ...live,
  });

/** Counted over all that wait: at a pace, and not at every event. */
export const waitsQuery = (api: Api) =>
  queryOptions({
    queryKey: subject('waits'),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/jobs/waits', { signal })),
    ...live,
  });

export const runsQuery = (api: Api, active: boolean, page: PageRequest) =>
  queryOptions({
    queryKey: subject('runs', active ? 'active' : 'ended', page),
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/runs', { signal, params: { query: { active, ...pageQuery(page) } } })),
    ...live,
  });

/** The active plan, or null before the first one was published. */
export const planQuery = (api: Api) =>
  queryOptions({
    queryKey: subject('plan'),
    queryFn: async ({ signal }) => {
      const newest = await bodyOf(
        api.GET('/api/v1/plans', { signal, params: { query: { limit: 1 } } }),
      );
      return newest.items[0] ?? null;
    },
    ...live,
  });

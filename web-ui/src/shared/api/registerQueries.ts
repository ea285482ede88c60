import { queryOptions } from '@tanstack/react-query';
import { allPages, LARGEST_PAGE } from './allPages';
import { type Api, bodyOf } from './client';
import { live, type PageRequest, pageQuery, subject } from './queries';

const DAY_MILLIS = 86_400_000;

const spanOf = (until: string | null, days: number) => ({
  ...(until === null ? {} : { until, from: new Date(Date.parse(until) - days * DAY_MILLIS).toISOString() }),
  step: days === 1 ? 'PT15M' : days === 7 ? 'PT2H' : 'PT12H',
});

/** The funnel of the city over the plan time before an instant, a hundred points or so. */
export const historyQuery = (api: Api, until: string | null, days: number) =>
  queryOptions({
    queryKey: subject('capacity', 'history', until, days),
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/capacity/history', {
          signal,
          params: {
            query: { of: 'CITY', ...spanOf(until, days) },
          },
        }),
      ),
    ...live,
  });

/** What counted for a target over the plan time before an instant. */
export const targetHistoryQuery = (api: Api, id: number, until: string | null, days: number) =>
  queryOptions({
    queryKey: subject('capacity', 'target', id, until, days),
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/targets/{id}/history', { signal, params: { path: { id }, query: spanOf(until, days) } }),
      ),
    ...live,
  });

export const datasetsQuery = (api: Api) =>
  queryOptions({
    queryKey: subject('datasets'),
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        bodyOf(api.GET('/api/v1/datasets', { signal, params: { query: { limit: LARGEST_PAGE, ...cursor } } })),
      ),
    ...live,
  });

export const declaredQuery = (api: Api) =>
  queryOptions({
    queryKey: subject('capacity', 'declared'),
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        bodyOf(api.GET('/api/v1/declared-capacities', { signal, params: { query: { limit: LARGEST_PAGE, ...cursor } } })),
      ),
    ...live,
  });

export const deliveriesQuery = (api: Api) =>
  queryOptions({
    queryKey: subject('capacity', 'deliveries'),
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        bodyOf(api.GET('/api/v1/deliveries', { signal, params: { query: { limit: LARGEST_PAGE, ...cursor } } })),
      ),
    ...live,
  });

export const cohortsQuery = (api: Api) =>
  queryOptions({
    queryKey: subject('tenants', 'cohorts'),
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/cohorts', { signal, params: { query: { limit: LARGEST_PAGE } } })),
    ...live,
  });

export const webhooksQuery = (api: Api) =>
  queryOptions({
    queryKey: subject('webhooks', 'all'),
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        bodyOf(api.GET('/api/v1/webhooks', { signal, params: { query: { limit: LARGEST_PAGE, ...cursor } } })),
      ),
    ...live,
  });

/** What was sent to one webhook, newest first. */
export const webhookLogQuery = (api: Api, id: number, page: PageRequest) =>
  queryOptions({
    queryKey: subject('webhooks', 'log', id, page),
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/webhooks/{id}/deliveries', { signal, params: { path: { id }, query: pageQuery(page) } }),
      ),
    ...live,
  });

export const reportsQuery = (api: Api) =>
  queryOptions({
    queryKey: subject('reports', 'all'),
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/reports', { signal, params: { query: { limit: LARGEST_PAGE } } })),
    ...live,
  });

export const reportQuery = (api: Api, month: string) =>
  queryOptions({
    queryKey: subject('reports', 'one', month),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/reports/{month}', { signal, params: { path: { month } } })),
    ...live,
  });

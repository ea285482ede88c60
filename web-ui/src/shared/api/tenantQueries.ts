import { queryOptions } from '@tanstack/react-query';
import { type Api, bodyOf } from './client';
import { live, subject } from './queries';

const MOST = 1_000;

/** The tenants the caller sees; a city has no more than one page of them. */
export const tenantsQuery = (api: Api) =>
  queryOptions({
    queryKey: subject('tenants', 'all'),
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/tenants', { signal, params: { query: { limit: MOST } } })),
    ...live,
  });

export const targetsQuery = (api: Api) =>
  queryOptions({
    queryKey: subject('tenants', 'targets'),
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/targets', { signal, params: { query: { limit: MOST } } })),
    ...live,
  });

/** Work each tenant may use within a window; members see their own. */
export const budgetsQuery = (api: Api) =>
  queryOptions({
    queryKey: subject('tenants', 'budgets'),
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/budgets', { signal, params: { query: { limit: MOST } } })),
    ...live,
  });

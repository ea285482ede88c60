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

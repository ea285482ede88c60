import { queryOptions } from '@tanstack/react-query';
import { type Api, bodyOf } from './client';
import { live, type PageRequest, pageQuery, subject } from './queries';

export const tokensQuery = (api: Api, page: PageRequest) =>
  queryOptions({
    queryKey: subject('admin', 'tokens', page),
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/access-tokens', { signal, params: { query: pageQuery(page) } })),
    ...live,
  });

export const rolesQuery = (api: Api) =>
  queryOptions({
    queryKey: subject('admin', 'roles'),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/roles', { signal })),
    ...live,
  });

export const weightsQuery = (api: Api) =>
  queryOptions({
    queryKey: subject('admin', 'weights'),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/weights', { signal })),
    ...live,
  });

/** @param about only what was done to this, such as job/17; null for all */
export const auditQuery = (api: Api, about: string | null, page: PageRequest) =>
  queryOptions({
    queryKey: subject('admin', 'audit', about, page),
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/audit', {
          signal,
          params: { query: { ...(about === null ? {} : { subject: about }), ...pageQuery(page) } },
        }),
      ),
    ...live,
  });

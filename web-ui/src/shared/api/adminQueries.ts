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

/** Only what was done to {@code subject}, such as job/17, and by {@code actor}; null for all. */
export interface AuditSearch {
  subject: string | null;
  actor: string | null;
}

export const auditQuery = (api: Api, { subject: about, actor }: AuditSearch, page: PageRequest) =>
  queryOptions({
    queryKey: subject('admin', 'audit', about, actor, page),
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/audit', {
          signal,
          params: { query: { ...(about === null ? {} : { subject: about }), ...(actor === null ? {} : { actor }), ...pageQuery(page) } },
        }),
      ),
    ...live,
  });

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

/** Only what was done to {@code subject}, such as job/17, by {@code actor}, with the token of a number, from and before instants of wall time; null for all. */
export interface AuditSearch {
  subject: string | null;
  actor: string | null;
  token: number | null;
  from: string | null;
  until: string | null;
}

/** A search as the API is asked for it. */
export const searched = ({ subject: about, actor, token, from, until }: AuditSearch) => ({
  ...(about === null ? {} : { subject: about }),
  ...(actor === null ? {} : { actor }),
  ...(token === null ? {} : { token }),
  ...(from === null ? {} : { from }),
  ...(until === null ? {} : { until }),
});

export const auditQuery = (api: Api, search: AuditSearch, page: PageRequest) =>
  queryOptions({
    queryKey: subject('admin', 'audit', search, page),
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/audit', { signal, params: { query: { ...searched(search), ...pageQuery(page) } } })),
    ...live,
  });

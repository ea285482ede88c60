import { queryOptions } from '@tanstack/react-query';
import { allPages, LARGEST_PAGE } from './allPages';
import { type Api, bodyOf } from './client';
import { live, type PageRequest, pageQuery, subject } from './queries';

export const clusterQuery = (api: Api, name: string) =>
  queryOptions({
    queryKey: subject('clusters', 'one', name),
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/clusters/{name}', { signal, params: { path: { name } } })),
    ...live,
  });

export const nodesQuery = (api: Api, cluster: string) =>
  queryOptions({
    queryKey: subject('clusters', 'nodes', cluster),
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        bodyOf(
          api.GET('/api/v1/nodes', { signal, params: { query: { cluster, limit: LARGEST_PAGE, ...cursor } } }),
        ),
      ),
    ...live,
  });

/** Of one cluster, or of all. */
export const partitionsQuery = (api: Api, cluster: string | null) =>
  queryOptions({
    queryKey: subject('clusters', 'partitions', cluster),
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        bodyOf(
          api.GET('/api/v1/partitions', {
            signal,
            params: { query: { ...(cluster === null ? {} : { cluster }), limit: LARGEST_PAGE, ...cursor } },
          }),
        ),
      ),
    ...live,
  });

export const clusterRunsQuery = (api: Api, cluster: string, page: PageRequest) =>
  queryOptions({
    queryKey: subject('runs', 'cluster', cluster, page),
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/runs', { signal, params: { query: { cluster, active: true, ...pageQuery(page) } } })),
    ...live,
  });

/** Runs nobody has heard of for long, as far as nobody gave them up. */
export const lostRunsQuery = (api: Api, cluster: string) =>
  queryOptions({
    queryKey: subject('runs', 'lost', cluster),
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/runs', { signal, params: { query: { cluster, state: 'LOST', active: true, limit: LARGEST_PAGE } } })),
    ...live,
  });

/** Every run that holds devices of a cluster: what its nodes are used for. */
export const allClusterRunsQuery = (api: Api, cluster: string) =>
  queryOptions({
    queryKey: subject('runs', 'clusterAll', cluster),
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        bodyOf(
          api.GET('/api/v1/runs', { signal, params: { query: { cluster, active: true, limit: LARGEST_PAGE, ...cursor } } }),
        ),
      ),
    ...live,
  });

export const massStopsQuery = (api: Api) =>
  queryOptions({
    queryKey: subject('clusters', 'massStops'),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/mass-stops', { signal, params: { query: { limit: LARGEST_PAGE } } })),
    ...live,
  });

/** Of one cluster, or of all. */
export const orphansQuery = (api: Api, cluster: string | null) =>
  queryOptions({
    queryKey: subject('clusters', 'orphans', cluster),
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/orphans', { signal, params: { query: { limit: LARGEST_PAGE, ...(cluster === null ? {} : { cluster }) } } }),
      ),
    ...live,
  });

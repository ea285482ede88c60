import { queryOptions } from '@tanstack/react-query';
import { allPages, LARGEST_PAGE } from './allPages';
import { type Api, bodyOf } from './client';
import { live, subject } from './queries';

/** Capacity held for tenants or closed for maintenance; of one cluster, or of all. */
export const reservationsQuery = (api: Api, cluster: string | null) =>
  queryOptions({
    queryKey: subject('reservations', cluster),
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        bodyOf(
          api.GET('/api/v1/reservations', {
            signal,
            params: { query: { ...(cluster === null ? {} : { cluster }), limit: LARGEST_PAGE, ...cursor } },
          }),
        ),
      ),
    ...live,
  });

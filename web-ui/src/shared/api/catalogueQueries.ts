import { queryOptions } from '@tanstack/react-query';
import { LARGEST_PAGE } from './allPages';
import { type Api, bodyOf } from './client';
import { subject } from './queries';

const WHOLE = { params: { query: { limit: LARGEST_PAGE } } };

/** An event tells when an administrator changes the catalogue; else it is the server's until its next start. */
const SELDOM = { staleTime: 10 * 60_000 };

export const acceleratorModelsQuery = (api: Api) =>
  queryOptions({
    queryKey: subject('catalogue', 'accelerators'),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/accelerator-models', { signal, ...WHOLE })),
    ...SELDOM,
  });

export const modelProfilesQuery = (api: Api) =>
  queryOptions({
    queryKey: subject('catalogue', 'profiles'),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/model-profiles', { signal, ...WHOLE })),
    ...SELDOM,
  });

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type Api, bodyOf } from './client';
import { live, type PageRequest, pageQuery, subject } from './queries';
import type { ScenarioRun } from './types';

export const scenariosQuery = (api: Api, page: PageRequest) =>
  queryOptions({
    queryKey: subject('scenarios', 'page', page),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/scenarios', { signal, params: { query: pageQuery(page) } })),
    ...live,
  });

export const scenarioQuery = (api: Api, id: number) =>
  queryOptions({
    queryKey: subject('scenarios', 'one', id),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/scenarios/{id}', { signal, params: { path: { id } } })),
    ...live,
  });

/** Runs of one scenario, or of all, the newest first. */
export const scenarioRunsQuery = (api: Api, scenario: number | null, page: PageRequest) =>
  queryOptions({
    queryKey: subject('scenarios', 'runs', scenario, page),
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/scenario-runs', {
          signal,
          params: { query: { ...(scenario === null ? {} : { scenario }), ...pageQuery(page) } },
        }),
      ),
    ...live,
  });

export const ended = ({ state }: Pick<ScenarioRun, 'state'>) => state !== 'QUEUED' && state !== 'RUNNING';

const WATCHED_MILLIS = 3_000;

/** Events tell how far it is; while it is under way it is asked for as well. */
export const scenarioRunQuery = (api: Api, id: number) =>
  queryOptions({
    queryKey: subject('scenarios', 'run', id),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/scenario-runs/{id}', { signal, params: { path: { id } } })),
    refetchInterval: ({ state: { data } }) => (data !== undefined && ended(data) ? false : WATCHED_MILLIS),
    placeholderData: keepPreviousData,
  });

/** What a run came to never changes. */
export const scenarioResultQuery = (api: Api, id: number) =>
  queryOptions({
    queryKey: subject('catalogue', 'scenarioResult', id),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/scenario-runs/{id}/result', { signal, params: { path: { id } } })),
    staleTime: Infinity,
  });

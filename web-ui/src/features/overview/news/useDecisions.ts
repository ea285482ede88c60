import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { planChangesQuery } from '../../../shared/api/planQueries';
import type { Plan } from '../../../shared/api/types';
import { useMay } from '../../../shared/session/permissions';
import { useClocks } from '../../../shared/time/planClock';
import type { Tally } from './tallyOf';

/** As many as are asked for; what is more reads "at least". */
const MOST = 200;

/** What is asked for may not change with every second. */
const STEP_MILLIS = 5_000;

/**
 * How much was decided since an instant of plan time: all of the versions made since, and what was decided since under the
 * one before them.
 *
 * @param plans newest first
 */
export function useDecisions(plans: readonly Plan[], since: number): Tally {
  const api = useApi();
  const sees = useMay('seePlanChanges');
  const { planNow, wallNow, rate } = useClocks();
  const made = plans.filter(({ planTime }) => Date.parse(planTime) >= since);
  const before = plans[made.length];
  // Decisions are written down in wall time.
  const wallSince = wallNow - ((planNow ?? since) - since) / (rate ?? 1);
  const from = new Date(Math.floor(wallSince / STEP_MILLIS) * STEP_MILLIS).toISOString();
  const { data } = useQuery({
    ...planChangesQuery(api, before?.version ?? 0, { cursor: null, limit: MOST }, from),
    enabled: sees && before !== undefined && planNow !== null,
    placeholderData: keepPreviousData,
  });
  const under = (data?.items ?? []).filter(({ at }) => Date.parse(at) >= wallSince).length;
  return {
    count: under + made.reduce((sum, { changes }) => sum + changes, 0),
    more: (data?.nextCursor ?? null) !== null,
  };
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { bodyOf } from '../../../shared/api/client';
import { subject } from '../../../shared/api/queries';
import { offencesIn } from '../../../shared/api/trouble';
import type { JobPreview, JobSubmission } from '../../../shared/api/types';
import { useSettled } from '../../../shared/form/useSettled';

export const DRY_RUN = subject('jobs', 'dryRun');

/** What the server is told of the job that is to go; nothing when none is. */
export const replacing = (id: number | null) => (id === null ? {} : { replaces: id });

/**
 * What the plan would say to the job as it is typed: asked when the typing pauses, and again now and then.
 *
 * @param replaces the waiting job it is to stand for: planned as if that one were gone; null for none
 * @param ready whether enough is said for an answer to be of use
 */
export function useDryRun(job: JobSubmission, replaces: number | null, ready: boolean) {
  const api = useApi();
  const settled = useSettled(job);
  const dryRun = useQuery({
    queryKey: [...DRY_RUN, settled, replaces],
    queryFn: async ({ signal }) =>
      (await bodyOf(
        api.POST('/api/v1/jobs', { signal, params: { query: { dryRun: true, ...replacing(replaces) } }, body: settled }),
      )) as JobPreview,
    // What was typed since is not asked for yet, and what was there before is not asked for any more.
    enabled: ready && settled === job,
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
    retry: false,
  });
  return { dryRun, offences: offencesIn(dryRun.error) };
}

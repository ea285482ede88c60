import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { components } from '../../../shared/api/schema';
import { useApi } from '../../../shared/api/ApiContext';
import { bodyOf } from '../../../shared/api/client';
import { subject } from '../../../shared/api/queries';
import { offencesIn } from '../../../shared/api/trouble';
import { useSettled } from '../../../shared/form/useSettled';
import { type Draft, submissionOf } from './draft';

/** What the server says to the scenario as it is typed; asked when the typing pauses. */
export function useValidation(draft: Draft) {
  const api = useApi();
  const settled = useSettled(draft);
  const check = useQuery({
    queryKey: subject('scenarios', 'check', settled),
    queryFn: async ({ signal }) => {
      // The document says what a creation answers; a dry run answers with what the scenario would be laid on.
      const answer: unknown = await bodyOf(
        api.POST('/api/v1/scenarios', { signal, params: { query: { dryRun: true } }, body: submissionOf(settled) }),
      );
      return answer as components['schemas']['ScenarioBase'];
    },
    enabled: settled.changes.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return { check, offences: settled.changes.length > 0 ? offencesIn(check.error) : [] };
}

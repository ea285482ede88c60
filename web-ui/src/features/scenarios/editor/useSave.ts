import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useApi } from '../../../shared/api/ApiContext';
import { bodyOf } from '../../../shared/api/client';
import type { Scenario } from '../../../shared/api/types';
import { type Draft, submissionOf } from './draft';

/** Stores a scenario, or its change unless somebody else changed it meanwhile, and goes to its page. */
export function useSave(changes: Scenario | null) {
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (draft: Draft) => {
      const body = submissionOf(draft);
      return (await (changes === null
        ? bodyOf(api.POST('/api/v1/scenarios', { body }))
        : bodyOf(
            api.PUT('/api/v1/scenarios/{id}', {
              params: { path: { id: changes.id }, header: { 'If-Match': `"${changes.version}"` } },
              body,
            }),
          ))) as Scenario;
    },
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['scenarios'] });
      await navigate(`/scenarios/${id}`);
    },
  });
}

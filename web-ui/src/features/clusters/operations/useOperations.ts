import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { bodyOf } from '../../../shared/api/client';
import { clusterQuery } from '../../../shared/api/clusterQueries';
import type { ClusterDetail } from '../../../shared/api/types';

/** Puts a cluster into a state; refused when somebody else changed it meanwhile. */
export function useChangeState(cluster: ClusterDetail, state: ClusterDetail['state']) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      bodyOf(
        api.PUT('/api/v1/clusters/{name}/state', {
          params: { path: { name: cluster.name }, header: { 'If-Match': `"${cluster.version}"` } },
          body: { state },
        }),
      ),
    onSuccess: (changed) => {
      queries.setQueryData(clusterQuery(api, cluster.name).queryKey, changed);
      void queries.invalidateQueries({ queryKey: ['capacity'] });
    },
    onError: () => {
      void queries.invalidateQueries({ queryKey: ['clusters'] });
    },
  });
}

export function useJoinToken(name: string) {
  const api = useApi();
  return useMutation({
    mutationFn: () =>
      bodyOf(api.POST('/api/v1/clusters/{name}/join-token', { params: { path: { name } }, body: {} })),
  });
}

export function useRegister() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; operator: string }) => bodyOf(api.POST('/api/v1/clusters', { body })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['capacity'] });
    },
  });
}

export function useConfirmMassStop(id: number) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/api/v1/mass-stops/{id}/confirm', { params: { path: { id } }, body: {} })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['clusters'] }),
  });
}

export function useStopOrphan(cluster: string, runId: string) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      bodyOf(
        api.POST('/api/v1/orphans/{cluster}/{runId}/stop', { params: { path: { cluster, runId } }, body: {} }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['clusters'] }),
  });
}

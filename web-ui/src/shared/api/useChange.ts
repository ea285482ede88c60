import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Subject } from './queries';

/** A change at the server; what it makes stale is asked for again, also when it was refused as outdated. */
export function useChange<V = void>(change: (value: V) => Promise<unknown>, ...stale: readonly Subject[]) {
  const queries = useQueryClient();
  const askAgain = () => {
    for (const subject of stale) {
      void queries.invalidateQueries({ queryKey: [subject] });
    }
  };
  return useMutation<unknown, Error, V>({ mutationFn: change, onSuccess: askAgain, onError: askAgain });
}

/** What an update says it is based on. */
export const basedOn = (version: number) => ({ 'If-Match': `"${version}"` });

import { QueryClient } from '@tanstack/react-query';
import { kindOf } from './trouble';

const RETRIES = 2;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Whether the server can be reached is found out by asking it, not by the browser's guess.
        networkMode: 'always',
        staleTime: 1_000,
        retry: (failures, error) => failures < RETRIES && kindOf(error) === 'offline',
        retryDelay: (attempt) => 500 * 2 ** attempt,
        refetchOnWindowFocus: true,
      },
    },
  });
}

import { useCallback, useSyncExternalStore } from 'react';

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => {
        media.removeEventListener('change', listener);
      };
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

/** Wide enough for tables; below, lists of small cards stand in. */
export const useWide = () => useMedia('(min-width: 768px)');

/** How many rows a list shows at once: a table scrolls by itself, cards make the page longer. */
export const useRoomFor = (rows: { table: number; cards: number }) => (useWide() ? rows.table : rows.cards);

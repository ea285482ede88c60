import { useState } from 'react';

export interface Pages {
  cursor: string | null;
  limit: number;
  /** Number of items on the pages before this one. */
  offset: number;
  hasPrevious: boolean;
  previous: () => void;
  next: (cursor: string) => void;
}

/** Walks a cursor-paged list; the way back is the cursors already used. */
export function usePages(limit: number): Pages {
  const [cursors, setCursors] = useState<readonly string[]>([]);
  return {
    cursor: cursors.at(-1) ?? null,
    limit,
    offset: cursors.length * limit,
    hasPrevious: cursors.length > 0,
    previous: () => {
      setCursors((used) => used.slice(0, -1));
    },
    next: (cursor) => {
      setCursors((used) => [...used, cursor]);
    },
  };
}

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

interface Position {
  cursor: string;
  offset: number;
}

/** Walks a cursor-paged list; the way back is the cursors already used. */
export function usePages(limit: number): Pages {
  const [positions, setPositions] = useState<readonly Position[]>([]);
  const { cursor, offset } = positions.at(-1) ?? { cursor: null, offset: 0 };
  return {
    cursor,
    limit,
    offset,
    hasPrevious: positions.length > 0,
    previous: () => {
      setPositions((used) => used.slice(0, -1));
    },
    next: (following) => {
      setPositions((used) => [...used, { cursor: following, offset: offset + limit }]);
    },
  };
}

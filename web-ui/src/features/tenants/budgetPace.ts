import type { Budget } from '../../shared/api/types';

export interface Pace {
  /** Share of the budget that is used. */
  used: number;
  /** Share of its window that is over. */
  elapsed: number;
  lasts: boolean;
  /** When nothing would be left, used as fast as so far; null when that is after the window, or nobody knows yet. */
  emptyAt: number | null;
}

/** Where a budget stands in its window. */
export function paceOf({ pflopsDays, consumedPflopsDays, from, until }: Budget, now: number): Pace {
  const begin = Date.parse(from);
  const end = Date.parse(until);
  const elapsed = Math.min(1, Math.max(0, (now - begin) / (end - begin)));
  const used = pflopsDays === 0 ? 1 : consumedPflopsDays / pflopsDays;
  if (used >= 1) {
    return { used, elapsed, lasts: false, emptyAt: null };
  }
  if (elapsed === 0 || elapsed === 1 || used === 0) {
    return { used, elapsed, lasts: true, emptyAt: null };
  }
  const emptyAt = begin + (now - begin) / used;
  return emptyAt < end ? { used, elapsed, lasts: false, emptyAt } : { used, elapsed, lasts: true, emptyAt: null };
}

import type { PlanChange } from '../../../shared/api/types';

export interface ReasonTally {
  /** How many decisions of each reason, the most frequent first. */
  reasons: readonly (readonly [reason: string, count: number])[];
  /** Starts that were promised and became others, or none: earlier ones, and later ones or none at all. */
  earlier: number;
  later: number;
}

/** What a version did, at a glance. */
export function tallied(changes: readonly PlanChange[]): ReasonTally {
  const counts = new Map<string, number>();
  let earlier = 0;
  let later = 0;
  for (const { reason, fromStart, toStart } of changes) {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
    if (fromStart !== null && reason !== 'ENDED' && toStart !== fromStart) {
      if (toStart !== null && Date.parse(toStart) < Date.parse(fromStart)) {
        earlier += 1;
      } else {
        later += 1;
      }
    }
  }
  return { reasons: [...counts].sort(([, a], [, b]) => b - a), earlier, later };
}

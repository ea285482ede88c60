export type ProgressOf =
  | { kind: 'notStarted' }
  | { kind: 'openEnd' }
  | { kind: 'running'; share: number; leftMillis: number }
  | { kind: 'overrun'; byMillis: number };

interface Span {
  startedAt: string | null;
  expectedEnd: string | null;
}

/** How far a run is between its start and its expected end, in plan time. */
export function progressOf({ startedAt, expectedEnd }: Span, planNow: number): ProgressOf {
  if (startedAt === null) {
    return { kind: 'notStarted' };
  }
  if (expectedEnd === null) {
    return { kind: 'openEnd' };
  }
  const start = Date.parse(startedAt);
  const end = Date.parse(expectedEnd);
  if (planNow > end) {
    return { kind: 'overrun', byMillis: planNow - end };
  }
  const share = end === start ? 1 : Math.max(0, (planNow - start) / (end - start));
  return { kind: 'running', share, leftMillis: end - planNow };
}

export type ProgressOf =
  | { kind: 'notStarted' }
  | { kind: 'openEnd' }
  | { kind: 'running'; share: number; leftMillis: number }
  | { kind: 'overrun'; byMillis: number };

interface Span {
  started: string | null;
  expectedEnd: string | null;
}

/** How far a run is between its start and its expected end, in plan time. */
export function progressOf({ started, expectedEnd }: Span, planNow: number): ProgressOf {
  if (started === null) {
    return { kind: 'notStarted' };
  }
  if (expectedEnd === null) {
    return { kind: 'openEnd' };
  }
  const start = Date.parse(started);
  const end = Date.parse(expectedEnd);
  if (planNow > end) {
    return { kind: 'overrun', byMillis: planNow - end };
  }
  const share = end === start ? 1 : Math.max(0, (planNow - start) / (end - start));
  return { kind: 'running', share, leftMillis: end - planNow };
}

import { useClocks } from '../time/planClock';

/** How many days of plan time back. */
export const HISTORY_SPANS = [1, 7, 30] as const;
export type HistoryDays = (typeof HISTORY_SPANS)[number];

const QUARTER_MILLIS = 900_000;

/** To the quarter of an hour after now: what is asked for may not change with every second. Null before the clock is known. */
export function useHistoryEnd(): string | null {
  const { planNow } = useClocks();
  return planNow === null ? null : new Date((Math.floor(planNow / QUARTER_MILLIS) + 1) * QUARTER_MILLIS).toISOString();
}

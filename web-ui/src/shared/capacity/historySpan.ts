import { useClocks } from '../time/planClock';
import { useAddressed } from '../ui/useAddressed';

/** How many days of plan time back. */
export const HISTORY_SPANS = [1, 7, 30] as const;
export type HistoryDays = (typeof HISTORY_SPANS)[number];

const USUAL: HistoryDays = 7;

/** The span that is chosen; it stays in the address. */
export function useHistoryDays(name: string): [days: HistoryDays, choose: (days: HistoryDays) => void] {
  const [stated, state] = useAddressed(name);
  return [
    HISTORY_SPANS.find((each) => String(each) === stated) ?? USUAL,
    (days) => {
      state(days === USUAL ? null : String(days));
    },
  ];
}

const QUARTER_MILLIS = 900_000;

/** To the quarter of an hour after now: what is asked for may not change with every second. Null before the clock is known. */
export function useHistoryEnd(): string | null {
  const { planNow } = useClocks();
  return planNow === null ? null : new Date((Math.floor(planNow / QUARTER_MILLIS) + 1) * QUARTER_MILLIS).toISOString();
}

/** The stretch of plan time a chart shows, in milliseconds. */
export interface TimeView {
  from: number;
  until: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SHORTEST = 5 * MINUTE;
const LONGEST = 400 * DAY;
const STEPS = [5, 10, 15, 30].map((minutes) => minutes * MINUTE).concat(
  [1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  [1, 2, 7, 14, 30, 90].map((days) => days * DAY),
);

/** Shows more (factor above 1) or less around an instant, which stays where it is. */
export function zoomed({ from, until }: TimeView, factor: number, around: number): TimeView {
  const length = Math.min(LONGEST, Math.max(SHORTEST, (until - from) * factor));
  const share = until === from ? 0.5 : (around - from) / (until - from);
  const start = around - share * length;
  return { from: start, until: start + length };
}

/** As an address says it: two instants to the second. */
export const stated = ({ from, until }: TimeView): string => [from, until].map((at) => new Date(Math.round(at / 1_000) * 1_000).toISOString().replace('.000Z', 'Z')).join('/');

/** What an address says; null when it says none that can be shown. */
export function viewIn(address: string | null): TimeView | null {
  const [from = NaN, until = NaN] = (address ?? '').split('/').map((text) => Date.parse(text));
  const length = until - from;
  // A second more than the bounds: what was stated is rounded.
  return length >= SHORTEST - 1_000 && length <= LONGEST + 1_000 ? { from, until } : null;
}

/** Moves by a share of what is shown; 1 is a whole page later. */
export function panned({ from, until }: TimeView, share: number): TimeView {
  const by = (until - from) * share;
  return { from: from + by, until: until + by };
}

/** Instants for the axis: on round times of the reader's clock, no closer than a number of pixels. */
export function ticks({ from, until }: TimeView, width: number, pixels: number, offsetMillis: number): number[] {
  const perPixel = (until - from) / width;
  const step = STEPS.find((each) => each / perPixel >= pixels) ?? 90 * DAY;
  const first = Math.ceil((from + offsetMillis) / step) * step - offsetMillis;
  const found: number[] = [];
  for (let at = first; at <= until; at += step) {
    found.push(at);
  }
  return found;
}

export interface Tally {
  count: number;
  /** Whether all that was looked at is recent, so that there may be more. */
  more: boolean;
}

/** How many of a list, newest first, are not older than an instant. */
export function tallyOf<T>(
  newestFirst: readonly T[],
  timeOf: (item: T) => string | null,
  since: number,
  counts: (item: T) => boolean = () => true,
): Tally {
  const recent = newestFirst.filter((item) => {
    const at = timeOf(item);
    return at !== null && Date.parse(at) >= since;
  });
  return {
    count: recent.filter(counts).length,
    more: recent.length > 0 && recent.length === newestFirst.length && newestFirst.length >= 200,
  };
}

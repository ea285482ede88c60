/** An item of a place known to be there. */
export function itemAt<T>(items: readonly T[], at: number): T {
  return items[at] as T;
}

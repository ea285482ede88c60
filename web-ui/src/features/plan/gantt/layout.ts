import type { Allocation, Reservation } from '../../../shared/api/types';
import { itemAt } from './itemAt';

export type GroupBy = 'partition' | 'tenant';

export interface Bar {
  allocation: Allocation;
  /** Plan time in milliseconds. */
  start: number;
  /** Infinity without an end. */
  end: number;
}

/** A time in which part of a group is held for a tenant, or closed. */
export interface Reserved {
  /** Whom for; null for maintenance. */
  tenant: string | null;
  start: number;
  /** Infinity without an end. */
  end: number;
}

/** A line of the chart: the name of a group, what is reserved of it, or bars that do not overlap, by start. */
export type Lane =
  | { kind: 'group'; top: number; height: number; name: string; bars: number }
  | { kind: 'reserved'; top: number; height: number; windows: readonly Reserved[] }
  | { kind: 'bars'; top: number; height: number; bars: readonly Bar[] };

export interface Layout {
  lanes: readonly Lane[];
  height: number;
  /** First start and last known end; both 0 without a bar. */
  from: number;
  until: number;
}

export const GROUP_HEIGHT = 20;
export const LANE_HEIGHT = 14;
export const RESERVED_HEIGHT = 16;

const groupOf = ({ cluster, partition, tenant, jobId }: Allocation, by: GroupBy, others: string) =>
  by === 'partition' ? `${cluster}/${partition}` : jobId === null ? others : tenant;

/**
 * Puts bars into as few lines as their group needs: each into one that is free when it starts.
 *
 * @param others what tenants are called whom the caller may not know
 */
export function layoutOf(
  allocations: readonly Allocation[],
  by: GroupBy,
  others: string,
  reservations: readonly Reservation[] = [],
): Layout {
  const groups = new Map<string, Bar[]>();
  let from = Infinity;
  let until = -Infinity;
  for (const allocation of allocations) {
    const start = Date.parse(allocation.start);
    const end = allocation.end === null ? Infinity : Date.parse(allocation.end);
    from = Math.min(from, start);
    until = Math.max(until, end === Infinity ? start : end);
    const name = groupOf(allocation, by, others);
    const bars = groups.get(name) ?? [];
    bars.push({ allocation, start, end });
    groups.set(name, bars);
  }
  const lanes: Lane[] = [];
  let top = 0;
  for (const [name, bars] of [...groups].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))) {
    lanes.push({ kind: 'group', top, height: GROUP_HEIGHT, name, bars: bars.length });
    top += GROUP_HEIGHT;
    const windows = reservedIn(name, by, reservations);
    if (windows.length > 0) {
      lanes.push({ kind: 'reserved', top, height: RESERVED_HEIGHT, windows });
      top += RESERVED_HEIGHT;
    }
    for (const line of packed(bars)) {
      lanes.push({ kind: 'bars', top, height: LANE_HEIGHT, bars: line });
      top += LANE_HEIGHT;
    }
  }
  return { lanes, height: top, from: from === Infinity ? 0 : from, until: until === -Infinity ? 0 : until };
}

/** What is reserved of a group: of a partition, or for a tenant. */
function reservedIn(group: string, by: GroupBy, reservations: readonly Reservation[]): Reserved[] {
  return reservations
    .filter(({ cluster, partition, tenant }) =>
      by === 'tenant' ? tenant === group : partition === null ? group.startsWith(`${cluster}/`) : group === `${cluster}/${partition}`,
    )
    .flatMap(({ tenant, next }) =>
      next.map(({ from, until }) => ({ tenant, start: Date.parse(from), end: until === null ? Infinity : Date.parse(until) })),
    )
    .sort((one, other) => one.start - other.start);
}

/** Lines of bars without overlap. The line that is free first takes the next bar: a heap of lines by their end. */
function packed(bars: Bar[]): Bar[][] {
  const lines: Bar[][] = [];
  const heap: { end: number; line: Bar[] }[] = [];
  for (const bar of bars.sort((a, b) => a.start - b.start || a.end - b.end)) {
    const free = heap[0];
    if (free !== undefined && free.end <= bar.start) {
      free.line.push(bar);
      free.end = bar.end;
      sinkDown(heap);
    } else {
      const line = [bar];
      lines.push(line);
      heap.push({ end: bar.end, line });
      riseUp(heap);
    }
  }
  return lines;
}

interface Ending {
  end: number;
}

function riseUp(heap: Ending[]) {
  let at = heap.length - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (endAt(heap, above) <= endAt(heap, at)) {
      return;
    }
    swap(heap, at, above);
    at = above;
  }
}

function sinkDown(heap: Ending[]) {
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const smallest = [left, left + 1].reduce((least, child) => (endAt(heap, child) < endAt(heap, least) ? child : least), at);
    if (smallest === at) {
      return;
    }
    swap(heap, at, smallest);
    at = smallest;
  }
}

const endAt = (heap: readonly Ending[], at: number) => heap[at]?.end ?? Infinity;

function swap(heap: Ending[], a: number, b: number) {
  [heap[a], heap[b]] = [itemAt(heap, b), itemAt(heap, a)];
}

/** The first lane that reaches below a height. */
export function firstLaneBelow(lanes: readonly Lane[], top: number): number {
  let low = 0;
  let high = lanes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const lane = itemAt(lanes, middle);
    if (lane.top + lane.height <= top) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The first bar of a line that ends after an instant. */
export function firstBarAfter(bars: readonly Bar[], instant: number): number {
  let low = 0;
  let high = bars.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (itemAt(bars, middle).end <= instant) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

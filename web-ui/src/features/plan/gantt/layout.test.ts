import { expect, test } from 'vitest';
import { anAllocation, aReservation } from '../../../test/fixtures';
import { firstBarAfter, firstLaneBelow, type Lane, layoutOf } from './layout';

const from = (start: string, end: string | null, given = {}) =>
  anAllocation({ start: `2026-03-05T${start}:00Z`, end: end === null ? null : `2026-03-05T${end}:00Z`, ...given });

const lines = (lanes: readonly Lane[]): (string | number[])[] =>
  lanes.map((lane) => (lane.kind === 'bars' ? lane.bars.map(({ allocation }) => allocation.jobId ?? 0) : lane.kind === 'group' ? lane.name : 'reserved'));

test('bars that do not overlap share a line', () => {
  const layout = layoutOf(
    [from('10:00', '12:00', { jobId: 1 }), from('11:00', '13:00', { jobId: 2 }), from('12:00', '14:00', { jobId: 3 })],
    'partition',
    'another tenant',
  );

  expect(lines(layout.lanes)).toEqual(['north/h800', [1, 3], [2]]);
  expect(layout.height).toBe(20 + 14 + 14);
});

test('a bar without an end keeps its line', () => {
  const layout = layoutOf([from('10:00', null, { jobId: 1 }), from('20:00', '21:00', { jobId: 2 })], 'partition', '-');

  expect(lines(layout.lanes)).toEqual(['north/h800', [1], [2]]);
});

test('stands by tenant, and those of others together', () => {
  const layout = layoutOf(
    [from('10:00', '11:00', { jobId: 1, tenant: 'b' }), from('10:00', '11:00', { jobId: null, jobName: null }), from('10:00', '11:00', { jobId: 2, tenant: 'a' })],
    'tenant',
    'others',
  );

  expect(lines(layout.lanes)).toEqual(['a', [2], 'b', [1], 'others', [0]]);
});

test('no lines overlap however many bars there are', () => {
  const many = Array.from({ length: 2_000 }, (_, index) => {
    const start = Date.UTC(2026, 2, 5) + ((index * 7_919) % 1_000) * 60_000;
    return anAllocation({
      jobId: index,
      start: new Date(start).toISOString(),
      end: new Date(start + (1 + ((index * 31) % 300)) * 60_000).toISOString(),
    });
  });

  const { lanes } = layoutOf(many, 'partition', '-');

  const bars = lanes.flatMap((lane) => (lane.kind === 'bars' ? [lane.bars] : []));
  expect(bars.reduce((sum, line) => sum + line.length, 0)).toBe(2_000);
  for (const line of bars) {
    line.slice(1).forEach((bar, index) => {
      expect(bar.start).toBeGreaterThanOrEqual(line[index]?.end ?? Infinity);
    });
  }
});

test('finds the lane and the bar at a point', () => {
  const { lanes } = layoutOf([from('10:00', '11:00', { jobId: 1 }), from('12:00', '13:00', { jobId: 2 })], 'partition', '-');
  const line = lanes[1];

  expect(firstLaneBelow(lanes, 0)).toBe(0);
  expect(firstLaneBelow(lanes, 25)).toBe(1);
  expect(firstLaneBelow(lanes, 99)).toBe(2);
  expect(line?.kind === 'bars' && firstBarAfter(line.bars, Date.parse('2026-03-05T11:30:00Z'))).toBe(1);
});

test('what is reserved stands above the bars of its partitions, or of its tenant', () => {
  const bars = [from('10:00', '11:00', { jobId: 1 }), from('10:00', '11:00', { jobId: 2, cluster: 'south' })];
  const lanesOf = (by: 'partition' | 'tenant', given: Parameters<typeof aReservation>[0]) =>
    layoutOf(bars, by, '-', [aReservation(given)]).lanes.flatMap((lane) => (lane.kind === 'reserved' ? [lane.windows] : []));

  const window = { start: Date.parse('2026-03-06T08:00:00Z'), end: Date.parse('2026-03-06T10:00:00Z') };
  expect(lanesOf('partition', { tenant: null, partition: null })).toEqual([[{ tenant: null, ...window }]]);
  expect(lanesOf('partition', { partition: 'other' })).toEqual([]);
  expect(lanesOf('tenant', { tenant: 'incubator-east' })).toEqual([[{ tenant: 'incubator-east', ...window }]]);
  expect(lanesOf('partition', { next: [{ from: '2026-03-06T08:00:00Z', until: null }] })[0]?.[0]?.end).toBe(Infinity);
});

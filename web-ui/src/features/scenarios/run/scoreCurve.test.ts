import { expect, test } from 'vitest';
import { curvesOf } from './scoreCurve';

const point = (seed: number, step: number, score: string) => ({ seed, side: 'BASELINE' as const, step, score });

test('shows the weightiest level that moves, search by search', () => {
  const { level, curves } = curvesOf([
    point(1, 1, '0hard/-5medium/-900soft'),
    point(1, 7, '0hard/-5medium/-800soft'),
    point(2, 2, '0hard/-5medium/-850soft'),
  ]);

  expect(level).toBe(2);
  expect(curves).toEqual([
    { seed: 1, side: 'BASELINE', points: [[1, -900], [7, -800]] },
    { seed: 2, side: 'BASELINE', points: [[2, -850]] },
  ]);
  expect(curvesOf([]).curves).toEqual([]);
});

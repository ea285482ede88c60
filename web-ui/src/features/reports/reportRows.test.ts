import { expect, test } from 'vitest';
import type { Report } from '../../shared/api/types';
import { linesOf } from './reportRows';

const report: Report = {
  month: '2026-02',
  from: '2026-02-01T00:00:00Z',
  until: '2026-03-01T00:00:00Z',
  frozenAt: '2026-03-01T00:05:00Z',
  lines: [
    { dimension: 'TENANT', name: 'east', figure: 'USED', value: 120 },
    { dimension: 'CITY', name: 'city', figure: 'INSTALLED', value: 900 },
    { dimension: 'CITY', name: 'city', figure: 'USED', value: 300 },
  ],
  corrections: [
    { dimension: 'CITY', name: 'city', figure: 'USED', value: 320, reason: 'later', actor: 'planner', at: '2026-03-09T00:00:00Z' },
    { dimension: 'CITY', name: 'city', figure: 'USED', value: 310, reason: 'first', actor: 'planner', at: '2026-03-02T00:00:00Z' },
  ],
};

test('a table for each dimension, with the newest correction beside what was frozen', () => {
  expect(linesOf(report)).toEqual([
    {
      dimension: 'CITY',
      rows: [
        {
          name: 'city',
          figures: { INSTALLED: { frozen: 900, corrected: null }, USED: { frozen: 300, corrected: 320 } },
        },
      ],
    },
    { dimension: 'TENANT', rows: [{ name: 'east', figures: { USED: { frozen: 120, corrected: null } } }] },
  ]);
});

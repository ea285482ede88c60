import { expect, test } from 'vitest';
import type { Budget } from '../../shared/api/types';
import { paceOf } from './budgetPace';

const budget = (consumedPflopsDays: number, pflopsDays = 400): Budget => ({
  id: 1,
  tenant: 'east',
  window: '2026-Q1',
  pflopsDays,
  consumedPflopsDays,
  remainingPflopsDays: pflopsDays - consumedPflopsDays,
  from: '2026-01-01T00:00:00Z',
  until: '2026-04-11T00:00:00Z',
  version: 1,
});
const after = (days: number) => Date.parse('2026-01-01T00:00:00Z') + days * 86_400_000;

test('half used after a quarter of the window is gone at its half', () => {
  expect(paceOf(budget(200), after(25))).toEqual({ used: 0.5, elapsed: 0.25, lasts: false, emptyAt: after(50) });
});

test('what is used no faster than time passes lasts', () => {
  expect(paceOf(budget(100), after(50))).toEqual({ used: 0.25, elapsed: 0.5, lasts: true, emptyAt: null });
});

test('before its window, and with nothing used, nobody knows; with nothing left it is over', () => {
  expect(paceOf(budget(0), after(-3))).toMatchObject({ elapsed: 0, lasts: true, emptyAt: null });
  expect(paceOf(budget(0), after(10)).emptyAt).toBeNull();
  expect(paceOf(budget(400), after(10))).toMatchObject({ lasts: false, emptyAt: null });
  expect(paceOf(budget(0, 0), after(10)).lasts).toBe(false);
});

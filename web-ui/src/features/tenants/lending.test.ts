import { expect, test } from 'vitest';
import { aTenant } from '../../test/fixtures';
import { lendingOf } from './lending';

const of = (name: string, nominalPflops: number | null, cohort: string | null = 'incubators') => ({
  ...aTenant(),
  name,
  cohort,
  quota: { ...aTenant().quota, nominalPflops },
});
const holds = (pflops: number) => ({ pflops, uncountedDevices: 0, runs: 1 });

test('what one holds beyond its quota is lent by what the others leave', () => {
  const use = new Map([['a', holds(140)], ['b', holds(30)]]);

  // a: 40 beyond its 100; b leaves 70 of its 100, of which 40 are lent.
  expect(lendingOf([of('a', 100), of('b', 100)], use)).toEqual([
    { cohort: 'incubators', tenants: 2, nominal: 200, held: 170, borrowed: 40, unused: 30 },
  ]);
});

test('who is in no cohort, or has no limit, borrows of nobody', () => {
  expect(lendingOf([of('a', 100, null), of('b', null)], new Map([['a', holds(300)]]))).toEqual([]);
});

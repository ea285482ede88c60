import { expect, test } from 'vitest';
import { changesIn } from './changesIn';

test('tells the fields that differ, and nothing of those that do not', () => {
  expect(
    changesIn({ name: 'a', quota: { nominal: 1, lending: null }, tags: ['x'] }, { name: 'a', quota: { nominal: 2 }, tags: ['x', 'y'] }),
  ).toEqual([
    { field: 'quota.nominal', from: 1, to: 2 },
    { field: 'tags', from: ['x'], to: ['x', 'y'] },
  ]);
});

test('what is no object differs as a whole', () => {
  expect(changesIn(null, 'on')).toEqual([{ field: '', from: null, to: 'on' }]);
});

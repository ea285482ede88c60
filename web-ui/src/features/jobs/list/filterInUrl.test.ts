import { expect, test } from 'vitest';
import { addressOf, filterOf } from './filterInUrl';

test('an address says all of a filter, and a filter all of an address', () => {
  const address = 'state=QUEUED&state=SCHEDULED&tenant=clinic&kind=TRAINING&order=OLDEST';

  expect(addressOf(filterOf(new URLSearchParams(address))).toString()).toBe(address);
});

test('an address that says nothing means the newest of all', () => {
  const all = filterOf(new URLSearchParams());

  expect(all).toEqual({ states: [], tenant: null, kind: null, order: 'NEWEST' });
  expect(addressOf(all).toString()).toBe('');
});

test('what an address says wrongly is left out', () => {
  const filter = filterOf(new URLSearchParams('state=SLEEPING&kind=x&order=y&tenant='));

  expect(filter).toEqual(filterOf(new URLSearchParams()));
});

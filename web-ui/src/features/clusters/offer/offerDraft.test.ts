import { expect, test } from 'vitest';
import { clockOf, hoursOf, hoursText, offerOf } from './offerDraft';

test('reads hours as people write them', () => {
  expect(hoursOf('8:00 - 20:30')).toEqual({ from: 480, until: 1_230 });
  expect(hoursOf('22:00至24:00')).toEqual({ from: 1_320, until: 1_440 });
  expect(hoursOf('at night')).toBeNull();
});

test('writes them back as they are read', () => {
  expect(hoursText({ from: 480, until: 1_440 })).toBe('08:00-24:00');
  expect(hoursOf(hoursText({ from: 5, until: 61 }))).toEqual({ from: 5, until: 61 });
  expect(clockOf(0)).toBe('00:00');
});

test('what is left out is offered whole', () => {
  expect(offerOf({ nodes: [], hours: [], tenants: [] })).toEqual({});
  expect(offerOf({ nodes: ['n1'], hours: ['00:00-06:00'], tenants: ['east'] })).toEqual({
    nodes: ['n1'],
    hours: [{ from: 0, until: 360 }],
    tenants: ['east'],
  });
});

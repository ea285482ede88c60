import { expect, test } from 'vitest';
import { tallyOf } from './tallyOf';

const at = (instant: string | null) => instant;
const since = Date.parse('2026-03-05T11:00:00Z');

test('counts what is recent', () => {
  const times = ['2026-03-05T12:00:00Z', '2026-03-05T11:00:00Z', '2026-03-05T10:59:59Z', null];

  expect(tallyOf(times, at, since)).toEqual({ count: 2, more: false });
  expect(tallyOf(times, at, since, (time) => time?.includes('12:') === true).count).toBe(1);
});

test('says when there may be more than was looked at', () => {
  expect(tallyOf(Array<string>(200).fill('2026-03-05T12:00:00Z'), at, since)).toEqual({ count: 200, more: true });
});

import { expect, test } from 'vitest';
import { planTimeAt, serverTimeAt } from './planClock';

const reading = {
  now: '2026-03-05T12:00:00Z',
  wall: '2026-01-01T00:00:00Z',
  rate: 120,
  receivedAt: 1_000_000,
};

test('plan time runs at its rate from its reading on', () => {
  expect(new Date(planTimeAt(reading, 1_001_000)).toISOString()).toBe('2026-03-05T12:02:00.000Z');
});

test('the server’s wall time does not depend on this machine’s clock', () => {
  expect(new Date(serverTimeAt(reading, 1_005_000)).toISOString()).toBe('2026-01-01T00:00:05.000Z');
});

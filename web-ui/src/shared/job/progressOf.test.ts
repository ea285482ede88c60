import { expect, test } from 'vitest';
import { progressOf } from './progressOf';

const span = { started: '2026-03-05T12:00:00Z', expectedEnd: '2026-03-05T14:00:00Z' };
const at = (instant: string) => Date.parse(instant);

test('is the share of the time from start to expected end', () => {
  expect(progressOf(span, at('2026-03-05T12:30:00Z'))).toEqual({
    kind: 'running',
    share: 0.25,
    leftMillis: 5_400_000,
  });
});

test('says by how much a run overruns', () => {
  expect(progressOf(span, at('2026-03-05T14:10:00Z'))).toEqual({ kind: 'overrun', byMillis: 600_000 });
});

test('guesses no progress before the start and none without an end', () => {
  const noon = at('2026-03-05T12:00:00Z');

  expect(progressOf({ ...span, started: null }, noon)).toEqual({ kind: 'notStarted' });
  expect(progressOf({ ...span, expectedEnd: null }, noon)).toEqual({ kind: 'openEnd' });
});

test('is never negative, though the clocks differ a little', () => {
  expect(progressOf(span, at('2026-03-05T11:59:59Z'))).toMatchObject({ share: 0 });
});

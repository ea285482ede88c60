import { expect, test } from 'vitest';
import { hoursOf, isoDuration, millisOf } from './isoDuration';

const HOUR = 3_600_000;

test('reads what the server writes', () => {
  expect(millisOf('PT2H30M')).toBe(2.5 * HOUR);
  expect(millisOf('PT0S')).toBe(0);
  expect(millisOf('P1DT1H')).toBe(25 * HOUR);
  expect(millisOf('PT36H')).toBe(36 * HOUR);
  expect(millisOf('PT1.5S')).toBe(1_500);
});

test('knows what is no duration', () => {
  expect(millisOf('2 hours')).toBeNull();
  expect(millisOf('PT')).toBeNull();
});

test('writes what it reads', () => {
  for (const text of ['PT2H30M', 'PT0S', 'PT25H', 'PT1M1S']) {
    expect(isoDuration(millisOf(text) ?? -1)).toBe(text);
  }
});

test('a mistyped sign is not bent', () => {
  expect(isoDuration(-60 * HOUR)).toBe('-PT60H');
  expect(hoursOf('-PT60H')).toBe(-60);
});

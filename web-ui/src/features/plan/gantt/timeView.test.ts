import { expect, test } from 'vitest';
import { panned, stated, ticks, viewIn, zoomed } from './timeView';

const HOUR = 3_600_000;

test('what one zooms at stays where it is', () => {
  expect(zoomed({ from: 0, until: 10 * HOUR }, 0.5, 2 * HOUR)).toEqual({ from: HOUR, until: 6 * HOUR });
});

test('zooms no closer than minutes and no further than a year', () => {
  const close = zoomed({ from: 0, until: HOUR }, 0.001, 0);
  const far = zoomed({ from: 0, until: HOUR }, 1e9, 0);

  expect(close.until - close.from).toBe(5 * 60_000);
  expect(far.until - far.from).toBe(400 * 24 * HOUR);
});

test('moves by a share of what is shown', () => {
  expect(panned({ from: 0, until: 10 }, 0.5)).toEqual({ from: 5, until: 15 });
});

test('marks round times of the reader’s clock', () => {
  // 1000 pixels for a day: 86 pixels are two hours, so the next step is three.
  const marks = ticks({ from: HOUR / 2, until: 24.5 * HOUR }, 1_000, 86, 8 * HOUR);

  expect(marks.map((at) => at / HOUR)).toEqual([1, 4, 7, 10, 13, 16, 19, 22]);
});

test('an address keeps what is in sight, and one that says nonsense shows what is usual', () => {
  const view = { from: Date.parse('2026-03-05T10:00:00.400Z'), until: Date.parse('2026-03-05T22:30:00Z') };

  expect(stated(view)).toBe('2026-03-05T10:00:00Z/2026-03-05T22:30:00Z');
  expect(viewIn(stated(view))).toEqual({ from: Date.parse('2026-03-05T10:00:00Z'), until: view.until });
  for (const address of [null, '', 'now', '2026-03-05T10:00:00Z', '2026-03-05T22:00:00Z/2026-03-05T10:00:00Z']) {
    expect(viewIn(address)).toBeNull();
  }
});

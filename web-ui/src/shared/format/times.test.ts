import { expect, test } from 'vitest';
import { translator } from '../i18n/messages';
import { ago, ahead, duration, moment, momentAnd, withInstants, withLocalMoments } from './times';

const t = translator('en');
const noon = new Date(2026, 2, 5, 12, 0).getTime();
const hours = (n: number) => n * 3_600_000;

test('names the day only when it is another one', () => {
  expect(moment(noon + hours(2), noon, 'en')).toBe('14:00');
  expect(moment(noon + hours(24), noon, 'en')).toContain('6 Mar');
  expect(moment(noon + hours(24), noon, 'zh')).toContain('3月6日');
});

test('says how long until then only on the same day', () => {
  expect(momentAnd('in 2 h', noon + hours(2), noon, 'en')).toBe('14:00 · in 2 h');
  expect(momentAnd('in 26 h', noon + hours(26), noon, 'en')).not.toContain('in 26 h');
});

test('turns the server’s instants into the reader’s own time', () => {
  const two = new Date(noon + hours(2)).toISOString();

  expect(withLocalMoments(`no room before ${two}, none at 2026-99-99T00:00:00Z`, noon, 'en')).toBe(
    'no room before 14:00, none at 2026-99-99T00:00:00Z',
  );
});

test('tells the day of an instant where nobody knows which day is today, and leaves an example as it is', () => {
  const two = new Date(noon + hours(2)).toISOString();

  expect(withInstants(`may start from ${two}`, 'en')).toBe('may start from 5 Mar 2026, 14:00');
  expect(withInstants('State an instant, such as 2026-03-02T08:00:00Z.', 'en')).toContain('2026-03-02T08:00:00Z');
});

test('says durations in two units at most', () => {
  expect(duration(42_000, t)).toBe('42 s');
  expect(duration(hours(2.5), t)).toBe('2 h 30 min');
  expect(duration(hours(76), t)).toBe('3 d 4 h');
  expect(ahead(120_000, t)).toBe('in 2 min');
  expect(ago(120_000, translator('zh'))).toBe('2 分钟前');
});

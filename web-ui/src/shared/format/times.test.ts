import { expect, test } from 'vitest';
import { translator } from '../i18n/messages';
import { ago, ahead, duration, moment } from './times';

const t = translator('en');
const noon = new Date(2026, 2, 5, 12, 0).getTime();
const hours = (n: number) => n * 3_600_000;

test('names the day only when it is another one', () => {
  expect(moment(noon + hours(2), noon, 'en')).toBe('14:00');
  expect(moment(noon + hours(24), noon, 'en')).toContain('6 Mar');
  expect(moment(noon + hours(24), noon, 'zh')).toContain('3月6日');
});

test('says durations in two units at most', () => {
  expect(duration(42_000, t)).toBe('42 s');
  expect(duration(hours(2.5), t)).toBe('2 h 30 min');
  expect(duration(hours(76), t)).toBe('3 d 4 h');
  expect(ahead(120_000, t)).toBe('in 2 min');
  expect(ago(120_000, translator('zh'))).toBe('2 分钟前');
});

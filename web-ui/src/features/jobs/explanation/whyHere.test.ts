import { expect, test } from 'vitest';
import type { JudgedPlace } from '../../../shared/api/types';
import { formatOf } from '../../../shared/format/useFormat';
import { translator } from '../../../shared/i18n/messages';
import { anExplanation } from '../../../test/fixtures';
import { whyHere } from './whyHere';

const tongue = (language: 'en' | 'zh') => ({
  t: translator(language),
  format: formatOf(language, translator(language)),
  now: Date.parse('2026-03-05T12:00:00Z'),
});

const same = (sentence: string) => sentence;

const [here, there] = anExplanation().places as [JudgedPlace, JudgedPlace];
const charged = (place: JudgedPlace, ...reasons: readonly [JudgedPlace['reasons'][number]['rule'], 'HARD' | 'SOFT', number][]) => ({
  ...place,
  reasons: reasons.map(([rule, level, cost]) => ({ rule, level, cost, because: `${rule} of ${cost}` })),
});

test('a job without a place stands nowhere', () => {
  expect(whyHere([], tongue('en'), same)).toBeNull();
});

test('one place alone has room', () => {
  expect(whyHere([here], tongue('zh'), same)).toBe('除 north/h800 外，没有其他可用分区能容纳它。');
});

test('what breaks a hard rule weighs more than any waiting', () => {
  const waits = charged(here, ['WAITING', 'SOFT', 90_000]);
  const breaks = charged(there, ['CHURN', 'SOFT', 2_000], ['QUOTA', 'HARD', 5], ['WAITING', 'SOFT', 10]);

  expect(whyHere([waits, breaks], tongue('en'), same)).toBe(
    'By the rules of the plan north/h800 is better than south/h800, the next best of those compared. What weighs most is Quota. Here: nothing. There: QUOTA of 5 (5).',
  );
});

test('names the rule that differs most, not the one that costs most', () => {
  const mine = charged(here, ['WAITING', 'SOFT', 50_000], ['TRANSFER', 'SOFT', 0]);
  const other = charged(there, ['WAITING', 'SOFT', 50_100], ['TRANSFER', 'SOFT', 4_000]);

  expect(whyHere([mine, other], tongue('zh'), same)).toContain('“数据搬运”。此处：TRANSFER of 0（0）；彼处：TRANSFER of 4000（4,000）');
});

test('says so when another place is better by now, or as good', () => {
  const dear = charged(here, ['WAITING', 'SOFT', 300]);

  expect(whyHere([dear, charged(there, ['WAITING', 'SOFT', 200])], tongue('zh'), same)).toContain('整体更优');
  expect(whyHere([dear, charged(there, ['WAITING', 'SOFT', 300])], tongue('en'), same)).toContain('as good as north/h800');
});

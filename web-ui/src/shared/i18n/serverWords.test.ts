import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serverSentencesZh } from './serverSentences.zh';
import { serverWords } from './serverWords';

const SERVER = join(import.meta.dirname, '../../../../planner/server/src/main/java/io/exaplan/server');
const PACKAGES = ['demand', 'dispatch', 'inventory', 'planning', 'replay', 'scenario', 'security', 'views', 'web'];
const REFUSALS = /refuse\(|refused\(|Offence|\.when\(|Problem\.(?!class)|new Problem|_RULE\s*=|String rule\s*=/;

/** The sentences the server's source refuses with. */
function refusals(): Set<string> {
  const found = new Set<string>();
  for (const name of PACKAGES) {
    const folder = join(SERVER, name);
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.java')) {
        continue;
      }
      const source = readFileSync(join(folder, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
      for (const statement of source.split(/;\s*\n/).filter((each) => REFUSALS.test(each))) {
        for (const [, text = ''] of statement.replace(/"\s*\+\s*"/g, '').matchAll(/"((?:[^"\\]|\\.)*)"/g)) {
          if (/^[A-Z0-9%].* .*\.$/s.test(text)) {
            found.add(text.replaceAll('\\n', '\n'));
          }
        }
      }
    }
  }
  return found;
}

test('every sentence the server refuses with has Chinese words', () => {
  const sentences = refusals();

  expect(sentences.size).toBeGreaterThan(100);
  expect([...sentences].filter((sentence) => serverSentencesZh[sentence] === undefined)).toEqual([]);
});

/** What the rules of the plan say, of a version that breaks them and of a place for a job: filled in, and shown. */
const RULES = [
  join(SERVER, 'planning/PlaceReasons.java'),
  ...['BudgetRules', 'CapacityRules', 'JobRules', 'QuotaRules', 'ReservationRules'].map((name) =>
    join(SERVER, `../../../../../../../engine/src/main/java/io/exaplan/engine/checker/${name}.java`),
  ),
];

test('every sentence of a rule of the plan has Chinese words', () => {
  const sentences = RULES.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/"([^"\n]*%[^"\n]*)"|(?:->|reasons\.add\() *"([^"\n]+)"/g)].map(([, filledIn, plain]) => filledIn ?? plain ?? ''),
  );

  expect(sentences.length).toBeGreaterThan(30);
  expect(sentences.filter((sentence) => serverSentencesZh[sentence] === undefined)).toEqual([]);
});

test('what was filled in is told in Chinese too', () => {
  expect(serverWords('it waits for 2 h 05 min', 'zh')).toBe('等待 2 小时 05 分');
  expect(serverWords('job (train-7) on partition (north/h20): model H20, no run time on H20', 'zh')).toBe(
    '任务 train-7 在分区 north/h20 上：型号为 H20；未说明在 H20 上的运行时长',
  );
  expect(serverWords('State one of LOW, HIGH.', 'zh')).toBe('请选择以下之一：LOW, HIGH。');
});

test('fills in what the server filled in', () => {
  expect(serverWords('State a whole number from 1 to 64.', 'zh')).toBe('请填写 1 至 64 之间的整数。');
  expect(serverWords('State a cluster that exists.', 'zh')).toBe('请选择存在的集群。');
  expect(serverWords('The tenant (east) has a budget for 2026-Q1 already.\nMaybe change that one.', 'zh')).toBe(
    '租户 east 在 2026-Q1 已有预算，请修改该预算。',
  );
});

test('changes of a scenario are counted from one, as its editor shows them', () => {
  expect(serverWords('changes[0] is about the same delivery.', 'en')).toBe('Change 1 is about the same delivery.');
  expect(serverWords('It overlaps with changes[2], which takes away the same.', 'en')).toBe(
    'It overlaps with change 3, which takes away the same.',
  );
  expect(serverWords('changes[0] is about the same delivery.', 'zh')).toBe('第 1 项变更针对的是同一交付。');
});

test('what is not there is named in Chinese, whatever it is', () => {
  expect(serverWords('There is no job (9).', 'zh')).toBe('没有这个任务：9。');
  expect(serverWords('There is no scenario run (9).', 'zh')).toBe('没有这个情景推演：9。');
});

test('what nobody translated, and what is read in English, stays as it is', () => {
  expect(serverWords('A new sentence.', 'zh')).toBe('A new sentence.');
  expect(serverWords('State true or false.', 'en')).toBe('State true or false.');
});

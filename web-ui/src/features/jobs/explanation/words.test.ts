import { expect, test } from 'vitest';
import type { ConsideredPartition, Counterfactual } from '../../../shared/api/types';
import { formatOf } from '../../../shared/format/useFormat';
import { translator } from '../../../shared/i18n/messages';
import { anExplanation, aSpec, noChange } from '../../../test/fixtures';
import { changeOf, lackOf, type Tongue } from './words';

const tongue = (language: 'en' | 'zh'): Tongue => ({
  t: translator(language),
  format: formatOf(language, translator(language)),
  now: Date.parse('2026-03-05T12:00:00Z'),
});

const [free, barred] = anExplanation().partitions as [ConsideredPartition, ConsideredPartition];
const [sooner] = anExplanation().counterfactuals as [Counterfactual];

test('says what a partition lacks and until when, in both languages', () => {
  expect(lackOf(free, aSpec(), tongue('en'))).toBe(
    'needs 128 x H800 on 16 wholly free nodes, 40 free now on 5 wholly free nodes; could start at 6 Mar, 00:00',
  );
  expect(lackOf(free, aSpec(), tongue('zh'))).toBe(
    '需要 16 个整空节点上的 128 张 H800，当前空闲 40 张、整空节点 5 个；可于 3月6日 00:00 开始',
  );
});

test('says why the job may never run there', () => {
  expect(lackOf(barred, aSpec(), tongue('zh'))).toBe('任务只允许 H800，此处为 910C');
});

test('says that there is no room within the plan', () => {
  expect(lackOf({ ...free, earliestStart: null, neededWholeNodes: 0 }, aSpec(), tongue('en'))).toBe(
    'needs 128 x H800, 40 free now; no room for as long as it runs within the plan',
  );
});

const found = (kind: Counterfactual['kind'], change: Partial<Counterfactual['change']>): Counterfactual => ({
  ...sooner,
  kind,
  change: { ...noChange, ...change },
});

test.each([
  ['FEWER_WORKERS', { workers: 5 }, '16 个工作进程', '5 个工作进程'],
  ['SMALLER_WORKER', { milliDevicesPerWorker: 4_000 }, '每个工作进程 8 卡', '每个工作进程 4 卡'],
  ['OTHER_MODEL', { models: ['H20', 'H800'] }, 'H800', 'H20、H800'],
  ['RELAXED_TOPOLOGY', { fabricDomain: 'BLOCK' }, '同一机架', '同一区块'],
  ['HIGHER_PRIORITY', { priorityClass: 'HIGH' }, '优先级：普通', '优先级：高'],
  ['SHORTER_RUN', { expectedDuration: 'PT2H' }, '完整运行', '运行 2 小时 0 分'],
  ['SHORTER_RUN', { workShare: 0.5 }, '完整运行', '工作量的 50%'],
  ['LESS_DEVICE_MEMORY', { minMemoryGib: 48 }, '每卡 0 GiB', '每卡 48 GiB'],
] as const)('says the change of %s in Chinese', (kind, change, from, to) => {
  expect(changeOf(found(kind, change as Partial<Counterfactual['change']>), aSpec(), tongue('zh'))).toEqual({ from, to });
});

import { expect, test } from 'vitest';
import type { AcceleratorModel, Partition } from '../../shared/api/types';
import { anAllocation } from '../../test/fixtures';
import { quotaUse, heldBy } from './quotaUse';

const partitions = [
  { cluster: 'north', name: 'h800', acceleratorModel: 'H800' },
  { cluster: 'south', name: 'g2', acceleratorModel: 'G2' },
] as Partition[];
const models = [
  { key: 'h800', name: 'H800', accountingTflops: 989 },
  { key: 'g2', name: 'G2', accountingTflops: null },
] as AcceleratorModel[];

test('counts what runs hold, by the peak of their devices', () => {
  const use = quotaUse([anAllocation(), anAllocation({ jobId: 8, running: false })], partitions, models);

  // 64 devices of 989 TFLOPS.
  expect(heldBy(use, 'incubator-east')).toEqual({ pflops: 64 * 0.989, uncountedDevices: 0, runs: 1 });
  expect(heldBy(use, 'nobody').runs).toBe(0);
});

test('what has no known FLOPS counts as devices', () => {
  const use = quotaUse([anAllocation({ cluster: 'south', partition: 'g2' })], partitions, models);

  expect(heldBy(use, 'incubator-east')).toEqual({ pflops: 0, uncountedDevices: 64, runs: 1 });
});

test('others’ runs belong to nobody one knows', () => {
  expect(quotaUse([anAllocation({ jobId: null, tenant: 'another tenant' })], partitions, models).size).toBe(0);
});

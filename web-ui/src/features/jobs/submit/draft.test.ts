import { expect, test } from 'vitest';
import { aSpec, noChange } from '../../../test/fixtures';
import { changed, changeIn, resubmissionOf } from './draft';

test('a job submitted again says what it said', () => {
  const again = resubmissionOf(aSpec({ deadline: { at: '2026-03-06T00:00:00Z', hard: true } }));

  expect(again).toMatchObject({
    name: 'train-7',
    gang: { workers: 16 },
    expectedDuration: 'PT4H',
    fabric: { domain: 'RACK', required: true },
    deadline: { at: '2026-03-06T00:00:00Z', hard: true },
  });
  expect(resubmissionOf(aSpec({ datasets: ['scans'], residency: ['north'] }))).toMatchObject({
    datasets: ['scans'],
    residency: ['north'],
  });
  expect(again).not.toHaveProperty('maxDuration');
  expect(again).not.toHaveProperty('work');
});

test('a job that states its work is sized anew', () => {
  const spec = aSpec({ work: { modelProfile: 'qwen', tokens: 1e12, mfu: 0.4 } });

  expect(resubmissionOf(spec)).not.toHaveProperty('expectedDuration');
  expect(changed(resubmissionOf(spec), { ...noChange, workShare: 0.5 }).work).toEqual({
    modelProfile: 'qwen',
    tokens: 5e11,
    mfu: 0.4,
  });
});

test('a change is put in place and the rest stays', () => {
  const job = resubmissionOf(aSpec());

  const narrower = changed(job, { ...noChange, workers: 5, expectedDuration: 'PT12H48M' });

  expect(narrower).toEqual({ ...job, gang: { workers: 5 }, expectedDuration: 'PT12H48M' });
  expect(changed(job, { ...noChange, models: ['H20', 'H800'] }).accelerators?.models).toEqual(['H20', 'H800']);
  expect(changed(job, { ...noChange, models: ['910B'], stacks: ['CANN'] }).accelerators).toMatchObject({
    models: ['910B'],
    stacks: ['CANN'],
  });
  expect(changed(job, { ...noChange, fabricDomain: 'BLOCK' }).fabric).toEqual({ domain: 'BLOCK', required: true });
});

test('fewer replicas cut the fullest hours only', () => {
  const service = resubmissionOf(aSpec({ kind: 'INFERENCE', service: { replicasByHour: [1, 8, 4], duration: null, demand: null, port: 9000, readinessPath: '/health' } }));

  expect(changed(service, { ...noChange, mostReplicas: 4 }).service).toEqual({
    replicasByHour: [1, 4, 4],
    port: 9000,
    readinessPath: '/health',
  });
});

test('reads a change from an address, and nothing from nonsense', () => {
  expect(changeIn(JSON.stringify(noChange))).toEqual(noChange);
  expect(changeIn('{')).toBeNull();
  expect(changeIn('7')).toBeNull();
  expect(changeIn(null)).toBeNull();
});

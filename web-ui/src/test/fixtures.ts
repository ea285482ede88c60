import type { Capacity, Cluster, Funnel, Job, Level, Run } from '../shared/api/types';

// Builders for tests: what a test does not mention is plausible and plain.

export const aLevel = (pflops: number): Level => ({
  pflops,
  milliDevices: pflops * 1_000,
  unknownFlopsMilliDevices: 0,
  estimatePflops: 0,
});

export function aFunnel(given: Partial<Funnel> = {}): Funnel {
  const installed = given.installed ?? aLevel(1_000);
  return {
    declared: null,
    installed,
    reporting: installed,
    schedulable: installed,
    allocated: aLevel(0),
    busy: null,
    ...given,
  };
}

export const aCapacity = (city: Funnel = aFunnel()): Capacity => ({
  asOf: '2026-03-05T12:00:00Z',
  basis: { precision: 'FP16/BF16', sparsity: 'DENSE', peak: 'VENDOR' },
  city,
  models: [],
  clusters: [],
});

export const aCluster = (given: Partial<Cluster> = {}): Cluster => ({
  id: 1,
  name: 'north',
  operator: 'Northern Compute',
  state: 'ACTIVE',
  freshness: 'FRESH',
  lastSyncAt: '2026-03-05T12:00:00Z',
  agentVersion: '0.1.0',
  funnel: aFunnel(),
  activeRuns: 3,
  nodes: 125,
  quarantinedNodes: 0,
  ...given,
});

export const aJob = (given: Partial<Job> = {}): Job => ({
  id: 7,
  name: 'train-7',
  tenant: 'incubator-east',
  kind: 'TRAINING',
  state: 'QUEUED',
  priorityClass: 'NORMAL',
  workers: 8,
  milliDevicesPerWorker: 8_000,
  models: ['H800'],
  stacks: [],
  submittedAt: '2026-03-05T11:00:00Z',
  predictedStart: null,
  predictedEnd: null,
  predictedPartition: null,
  conditions: [],
  ...given,
});

export const aRun = (given: Partial<Run> = {}): Run => ({
  id: '0b9f6f0e-7c57-4a53-9d2e-6a1a4b8f7f10',
  jobId: 7,
  attempt: 1,
  jobName: 'train-7',
  tenant: 'incubator-east',
  kind: 'TRAINING',
  cluster: 'north',
  partition: 'h800',
  width: 8,
  milliDevices: 64_000,
  state: 'RUNNING',
  leased: '2026-03-05T11:59:00Z',
  started: '2026-03-05T12:00:00Z',
  expectedEnd: '2026-03-05T14:00:00Z',
  ended: null,
  stopReason: null,
  exitCode: null,
  reason: null,
  message: null,
  generation: 1,
  givenUp: false,
  leasedAt: '2026-03-05T11:59:00Z',
  nodes: [],
  planVersion: 1,
  transitions: null,
  waitsForMassStop: null,
  ...given,
});

// A small city that lives without a planner, for working on the page and for states a real server is seldom in.
// Nothing of this is part of what users get.

import { ANNOUNCED } from './city.mjs';

const MINUTE = 60_000;
const RATE = 120;
// Of which one in a hundred has no start: ten thousand bars are left for the plan's chart.
const WAITING = 10_200;

/** A sequence of numbers in [0, 1), the same at every start. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const MODELS = {
  H800: { tflops: 989, vendor: 'NVIDIA', stack: 'CUDA', estimate: false },
  A100: { tflops: 312, vendor: 'NVIDIA', stack: 'CUDA', estimate: false },
  'Ascend 910B': { tflops: 376, vendor: 'Huawei', stack: 'CANN', estimate: true },
  'K100 AI': { tflops: 196, vendor: 'Hygon', stack: 'DTK', estimate: true },
  T4: { tflops: 65, vendor: 'NVIDIA', stack: 'CUDA', estimate: false },
  G2: { tflops: null, vendor: null, stack: null, estimate: false },
};

const CLUSTERS = [
  ['lingang-1', 'Lingang Computing', 'H800', 8_192, 'ACTIVE', 'FRESH', 0],
  ['lingang-2', 'Lingang Computing', 'Ascend 910B', 12_288, 'ACTIVE', 'FRESH', 3],
  ['songjiang', 'Songjiang Supercomputing Centre', 'A100', 4_096, 'ACTIVE', 'FRESH', 0],
  ['pudong-finance-training-ground', 'Pudong Data', 'H800', 1_024, 'DRAINING', 'FRESH', 0],
  ['jiading', 'Automotive Cloud', 'K100 AI', 2_048, 'ACTIVE', 'STALE', 12],
  ['minhang', 'University Alliance', 'T4', 640, 'ACTIVE', 'FRESH', 0],
  ['qingpu', 'Qingpu Edge', 'G2', 312, 'ACTIVE', 'FRESH', 0],
  ['fengxian', 'Fengxian Cloud', 'A100', 512, 'INACTIVE', 'LOST', 0],
];

const TENANTS = ['incubator-east', 'incubator-caohejing', 'finance-ground', 'medical-ground', 'auto-ground', 'service-mos'];
const CONDITIONS = [
  ['WaitingForCapacity', 'needs 64 x H800, 40 free until 14:00'],
  ['WaitingForQuota', 'tenant finance-ground uses 212 of 220 PFLOPS'],
  ['TopologyPlacementFailed', 'no rack of lingang-1/h800 has 16 whole nodes free'],
];

/** Jobs whose places in the plan are told without their names, as to somebody of another tenant. */
export const isForeign = (id) => (id - 4_000) % 23 === 22;

export class World {
  constructor() {
    const random = numbers(7);
    this.startedWall = Date.now();
    this.startedPlan = Date.parse('2026-03-05T08:00:00Z');
    this.planVersion = 1_204;
    this.publishedAt = Date.now();
    this.runs = [];
    this.ended = [];
    this.counts = { succeeded: 1_318, failed: 21, cancelled: 9 };
    this.random = random;
    this.jobs = Array.from({ length: WAITING }, (_, index) => this.job(index)).sort(
      (a, b) => (a.predictedStart === null) - (b.predictedStart === null) || a.id - b.id,
    );
    for (let warmUp = 0; warmUp < 90; warmUp++) {
      this.start(this.jobs.shift(), this.planNow() - Math.floor(random() * 60) * MINUTE);
    }
  }

  planNow() {
    return this.startedPlan + (Date.now() - this.startedWall) * RATE;
  }

  planTime() {
    return { version: 1, now: iso(this.planNow()), rate: RATE, wall: iso(Date.now()) };
  }

  job(index) {
    const random = this.random;
    const [cluster, , model] = CLUSTERS[Math.floor(random() * 4)];
    const stuck = index % 97 === 96;
    const conditions = stuck
      ? [['Misconfigured', 'asks 16 devices a worker, the largest node has 8']]
      : CONDITIONS.slice(0, 1 + (index % 3 === 2 ? 1 : 0)).map((_, at) => CONDITIONS[(index + at) % 3]);
    const start = this.startedPlan + index * 20_000;
    const minutes = 10 + Math.floor(random() * 170);
    return {
      id: 4_000 + index,
      name: `${['pretrain', 'finetune', 'eval', 'serve'][index % 4]}-${4_000 + index}`,
      tenant: isForeign(4_000 + index) ? TENANTS[0] : TENANTS[Math.floor(random() * TENANTS.length)],
      kind: index % 4 === 3 ? 'INFERENCE' : 'TRAINING',
      state: stuck ? 'QUEUED' : 'SCHEDULED',
      priorityClass: ['NORMAL', 'NORMAL', 'HIGH', 'LOW', 'NORMAL', 'CRITICAL'][index % 6],
      workers: [1, 1, 2, 4, 8, 16][Math.floor(random() * 6)],
      milliDevicesPerWorker: [500, 1_000, 4_000, 8_000, 8_000][Math.floor(random() * 5)],
      models: index % 5 === 4 ? [] : [model],
      stacks: index % 5 === 4 ? ['CUDA'] : [],
      submittedAt: iso(this.startedPlan - 60 * MINUTE),
      predictedStart: stuck ? null : iso(start),
      predictedEnd: stuck ? null : iso(start + minutes * MINUTE),
      predictedPartition: stuck ? null : `${cluster}/${model.toLowerCase().replace(/ /g, '-')}`,
      conditions: conditions.map(([type, message]) => ({ type, message, partition: null })),
    };
  }

  start(job, at) {
    const [cluster, partition] = (job.predictedPartition ?? 'minhang/t4').split('/');
    const end = Date.parse(job.predictedEnd ?? iso(at + 30 * MINUTE)) - Date.parse(job.predictedStart ?? iso(at)) + at;
    this.runs.push({
      id: `0b9f6f0e-7c57-4a53-9d2e-${String(job.id).padStart(12, '0')}`,
      jobId: job.id,
      attempt: job.id % 17 === 0 ? 2 : 1,
      jobName: job.name,
      tenant: job.tenant,
      kind: job.kind,
      cluster,
      partition,
      width: job.workers,
      milliDevices: job.workers * job.milliDevicesPerWorker,
      nodes: [],
      generation: 1,
      givenUp: false,
      logLink: 'https://logs.lakeside.example/runs/17',
      leasedAt: iso(at),
      planVersion: 1,
      transitions: null,
      waitsForMassStop: null,
      state: 'RUNNING',
      leased: iso(at),
      started: iso(at),
      expectedEnd: job.id % 13 === 0 ? null : iso(end),
      ended: null,
      stopReason: null,
      exitCode: null,
      reason: null,
      message: null,
      endsAt: end + (job.id % 11 === 0 ? 20 * MINUTE : 0),
    });
  }

  /** Lets a moment pass; returns the types of the events it brought. */
  pass() {
    const now = this.planNow();
    const events = [];
    for (const run of this.runs.filter(({ endsAt }) => endsAt <= now)) {
      const failed = run.jobId % 7 === 0;
      this.runs.splice(this.runs.indexOf(run), 1);
      this.counts[failed ? 'failed' : 'succeeded'] += 1;
      this.ended.unshift({
        ...run,
        state: failed ? 'FAILED' : 'SUCCEEDED',
        ended: iso(now),
        exitCode: failed ? 137 : 0,
        reason: failed ? 'OutOfMemory' : null,
        message: failed ? 'worker 3 on node h800-017 was killed: out of memory' : null,
      });
      events.push('run.ended');
    }
    this.ended.length = Math.min(this.ended.length, 200);
    while (this.jobs[0]?.predictedStart != null && Date.parse(this.jobs[0].predictedStart) <= now) {
      this.start(this.jobs.shift(), now);
      events.push('run.started');
    }
    if (now % (5 * MINUTE) < RATE * 1_000) {
      this.planVersion += 1;
      this.publishedAt = Date.now();
      events.push('plan.published');
    }
    return events;
  }

  clusters() {
    return CLUSTERS.map(([name, operator, model, devices, state, freshness, quarantinedNodes], index) => {
      const runs = this.runs.filter((run) => run.cluster === name);
      return {
        id: index + 1,
        name,
        operator,
        state,
        freshness,
        lastSyncAt:
          freshness === 'FRESH' ? iso(Date.now() - 4_000) : freshness === 'STALE' ? iso(this.startedWall - 130_000) : null,
        agentVersion: '0.1.0',
        funnel: this.funnel([[model, devices, state, freshness, quarantinedNodes, runs]]),
        activeRuns: runs.length,
        nodes: Math.ceil(devices / 8),
        quarantinedNodes,
      };
    });
  }

  capacity() {
    const all = CLUSTERS.map(([name, , model, devices, state, freshness, quarantined]) => [
      model,
      devices,
      state,
      freshness,
      quarantined,
      this.runs.filter((run) => run.cluster === name),
    ]);
    return {
      asOf: iso(Date.now()),
      basis: { precision: 'FP16/BF16', sparsity: 'DENSE', peak: 'VENDOR' },
      city: withDeclared(this.funnel(all), level('A100', 3_000_000)),
      models: Object.keys(MODELS).map((model) => ({
        model,
        vendor: MODELS[model].vendor,
        stack: MODELS[model].stack,
        funnel: this.funnel(all.filter(([of]) => of === model)),
      })),
      clusters: this.clusters(),
      announced: ANNOUNCED,
      targets: [],
    };
  }

  funnel(parts) {
    const sum = (milli) =>
      parts.map((part) => level(part[0], Math.round(milli(part)))).reduce(add, level('T4', 0));
    const allocated = ([, devices, , , , runs]) =>
      Math.min(devices * 900, runs.reduce((total, run) => total + run.milliDevices, 0) * 6);
    const usable = ([, devices, state, freshness, quarantined]) =>
      state === 'ACTIVE' && freshness === 'FRESH' ? (devices - quarantined * 8) * 1_000 : 0;
    const measured = parts.filter(([model]) => model === 'H800' || model === 'A100');
    const covered = measured.reduce((total, part) => total + allocated(part), 0);
    return {
      declared: null,
      installed: sum(([, devices]) => devices * 1_000),
      reporting: sum(([, devices, , freshness]) => (freshness === 'FRESH' ? devices * 1_000 : 0)),
      schedulable: sum(usable),
      allocated: sum(allocated),
      busy:
        covered === 0
          ? null
          : {
              pflops: measured.reduce((total, part) => total + level(part[0], allocated(part) * 0.7).pflops, 0),
              devices: (covered / 1_000) * 0.7,
              coveredDevices: Math.round(covered / 1_000),
            },
    };
  }

  tenants() {
    return TENANTS.map((name, index) => ({
      id: index + 1,
      name,
      kind: index < 2 ? 'INCUBATOR' : 'TRAINING_GROUND',
      sector: ['OTHER', 'OTHER', 'FINANCE', 'MEDICAL', 'AUTOMOTIVE', 'OTHER'][index],
      cohort: index < 2 ? 'incubators' : 'grounds',
      quota: { nominalPflops: 300, borrowingLimitPflops: 100, lendingLimitPflops: null, weight: 1 },
      version: 1,
    }));
  }

  jobCounts() {
    return {
      queued: this.jobs.filter(({ state }) => state === 'QUEUED').length,
      scheduled: this.jobs.filter(({ state }) => state === 'SCHEDULED').length,
      active: this.runs.length,
      suspended: 0,
      ...this.counts,
    };
  }

  plan() {
    return {
      version: this.planVersion,
      publishedAt: iso(this.publishedAt),
      planTime: iso(this.planNow()),
      cause: 'IMPROVEMENT',
      changes: this.runs.length,
      score: { hard: -3, medium: -112, soft: -48_213 },
      broken: BROKEN,
      costs: [
        { constraint: 'UNPLACED', level: 'MEDIUM', before: 118, found: 112, cost: 112 },
        { constraint: 'SHORTFALL', level: 'MEDIUM', before: 0, found: 0, cost: 0 },
        { constraint: 'WAITING', level: 'SOFT', before: 61_400, found: 40_112, cost: 40_112 },
        { constraint: 'LATENESS', level: 'SOFT', before: 900, found: 900, cost: 900 },
        { constraint: 'CHURN', level: 'SOFT', before: 0, found: 5_210, cost: 0 },
        { constraint: 'TRANSFER', level: 'SOFT', before: 3_100, found: 3_100, cost: 3_100 },
        { constraint: 'FRAGMENTATION', level: 'SOFT', before: 1_400, found: 1_701, cost: 1_701 },
        { constraint: 'ENERGY', level: 'SOFT', before: 2_400, found: 2_400, cost: 2_400 },
      ],
      kpis: { placedJobs: 9_800, unplacedJobs: 103, runs: this.runs.length, allocatedPflops: 1_420, meanPredictedWaitSeconds: 7_300 },
      receipt: {},
      leaderEpoch: 1,
      problemKept: true,
    };
  }
}

const BROKEN = [
  { rule: 'DEVICE_CAPACITY', overrun: false, times: 2, example: 'partition (pudong-finance-training-ground/910c) at 2026-03-05T11:59:00Z: has 728, runs hold 736, planned are 0' },
  { rule: 'QUOTA', overrun: false, times: 1, example: 'cohort (training-grounds) at 2026-03-05T11:59:00Z: 12.5 PFLOPS beyond its quota' },
  { rule: 'RESERVATION', overrun: true, times: 2, example: 'partition (pudong-finance-training-ground/910c) at 2026-03-05T11:59:00Z: 16000 thousandths of devices of what is kept for others are held by runs' },
];

const withDeclared = (funnel, declared) => ({
  ...funnel,
  declared,
  installed: add(funnel.installed, declared),
});

const iso = (millis) => new Date(millis).toISOString();

function level(model, milliDevices) {
  const { tflops, estimate } = MODELS[model];
  const pflops = tflops === null ? 0 : (milliDevices / 1_000) * (tflops / 1_000);
  return {
    pflops,
    milliDevices,
    unknownFlopsMilliDevices: tflops === null ? milliDevices : 0,
    estimatePflops: estimate ? pflops : 0,
  };
}

const add = (a, b) => Object.fromEntries(Object.keys(a).map((key) => [key, a[key] + b[key]]));

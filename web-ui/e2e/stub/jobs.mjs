// What the stub tells of single jobs, beside its lists.
const iso = (millis) => new Date(millis).toISOString();
const HOUR = 3_600_000;

export function jobAnswers(world) {
  const of = (path) => world.jobs.find(({ id }) => id === Number(path.split('/')[4])) ?? world.jobs[0];
  return [
    [/^\/api\/v1\/jobs\/\d+$/, (path) => view(of(path))],
    [/^\/api\/v1\/jobs\/\d+\/explanation$/, (path) => explanation(of(path), world.planNow())],
    [
      /^\/api\/v1\/jobs\/\d+\/transitions$/,
      (path) => page([transition(of(path), null, 'QUEUED', 'submitted'), transition(of(path), 'QUEUED', 'SCHEDULED', 'has a start in the plan')]),
    ],
    [/^\/api\/v1\/runs\/[^/]+\/logs$/, (path) => log(path.split('/')[4])],
    [/^\/api\/v1\/jobs\/\d+\/moved-starts$/, (path) => page([moved(of(path))])],
  ];
}

const log = (runId) => ({
  runId,
  lines: Array.from({ length: 60 }, (_, step) => `[trainer-0] step ${step * 100} loss ${(3 / (1 + step / 20)).toFixed(3)} tokens/s 184,${String(100 + step)} ${'grad_norm 0.41 '.repeat(step % 3)}`),
  truncated: true,
  readAt: iso(Date.now()),
  problem: null,
});

const page = (items) => ({ items, nextCursor: null });

export const specOf = (job) => ({
  name: job.name,
  tenant: job.tenant,
  kind: 'TRAINING',
  gang: { workers: job.workers, minWorkers: job.workers, maxWorkers: job.workers, speedUps: [1] },
  worker: { milliDevices: job.milliDevicesPerWorker, cpuMilli: 0, memoryMib: 0 },
  accelerators: { models: job.models, stacks: job.stacks, minMemoryGib: 64 },
  fabric: { domain: 'RACK', required: true },
  precision: 'BF16',
  expectedDuration: 'PT4H',
  maxDuration: null,
  work: null,
  sizing: null,
  service: null,
  earliestStart: null,
  deadline: null,
  priorityClass: job.priorityClass,
  preemptible: false,
  minimumRunTime: 'PT0S',
  retry: { maxAttempts: 2, exitCodes: [], onNodeFailure: true },
  runtime: { image: 'registry.example/train:7', command: [], environment: {}, secrets: [], volumes: [], byStack: {} },
  onClusterLoss: 'WAIT',
  datasets: [],
  residency: [],
  checkpoint: { location: `s3://city/checkpoints/${job.id}`, interval: 'PT15M', readableFrom: [] },
});

const predicted = (job) =>
  job.predictedStart === null
    ? null
    : {
        start: job.predictedStart,
        end: job.predictedEnd,
        cluster: job.predictedPartition.split('/')[0],
        partition: job.predictedPartition.split('/')[1],
        width: job.workers,
        planVersion: 1_204,
      };

const view = (job) => ({
  id: job.id,
  version: 1,
  tenantId: 1,
  state: job.state,
  wish: 'RUN',
  spec: specOf(job),
  submittedBy: 'ming',
  submittedAt: job.submittedAt,
  submittedWall: job.submittedAt,
  attempts: 0,
  conditions: job.conditions,
  evaluated: true,
  predicted: predicted(job),
  workDone: 0.43,
  rescheduling: { endsAfterSilence: 'PT15M', elsewhereAfter: 'PT17M30S', mostLost: 'PT15M' },
  activeRun: null,
  endedAt: null,
});

const transition = (job, from, to, reason) => ({
  at: job.submittedAt,
  atWall: job.submittedAt,
  from,
  to,
  actor: from === null ? 'ming' : 'planning',
  reason,
});

const moved = (job) => ({
  at: job.submittedAt,
  fromPartition: job.predictedPartition,
  fromStart: job.submittedAt,
  toPartition: job.predictedPartition,
  toStart: job.predictedStart,
  reason: 'OVERRUN',
  version: 1_203,
});

const NO_CHANGE = {
  workers: null,
  mostReplicas: null,
  milliDevicesPerWorker: null,
  models: null,
  stacks: null,
  minMemoryGib: null,
  fabricDomain: null,
  deadline: null,
  earliestStart: null,
  priorityClass: null,
  expectedDuration: null,
  workShare: null,
  nominalQuotaPflops: null,
};

function explanation(job, now) {
  const start = job.predictedStart ?? iso(now + 5 * HOUR);
  const considered = (partition, model, obstacles) => ({
    partition,
    acceleratorModel: model,
    summary: 'as the server says it',
    obstacles: obstacles.map((kind) => ({ kind, detail: 'as the server says it' })),
    neededDevices: 128,
    freeDevices: 40,
    neededWholeNodes: 16,
    freeWholeNodes: 5,
    earliestStart: obstacles.length === 0 ? start : null,
    end: obstacles.length === 0 ? iso(Date.parse(start) + 4 * HOUR) : null,
    heldBy: obstacles.length === 0 ? [{ jobId: null, job: 'another tenant', devices: 64, until: start }] : [],
  });
  return {
    jobId: job.id,
    state: job.state,
    blockers: job.conditions,
    predicted: predicted(job),
    whyHere: 'as the server says it',
    places: [
      place('lingang-1/h800', true, [['WAITING', 'SOFT', 18_400, 'it waits for 2 h 10 min']]),
      place('lingang-2/ascend-910b', false, [
        ['QUOTA', 'HARD', 730, '0.203 PFLOPS-hours beyond the quota and what may be borrowed'],
        ['CHURN', 'SOFT', 2_000, 'it was promised another start'],
      ]),
    ],
    partitions: [
      considered('lingang-1/h800', 'H800', []),
      considered('lingang-2/ascend-910b', 'Ascend 910B', ['STACK_NOT_ALLOWED']),
      considered('minhang/t4', 'T4', ['TOO_LITTLE_MEMORY', 'FABRIC_DOMAIN_TOO_SMALL']),
    ],
    partitionsLeftOut: 2,
    counterfactuals: [
      sooner('FEWER_WORKERS', { workers: 4, expectedDuration: 'PT12H' }, now),
      sooner('RELAXED_TOPOLOGY', { fabricDomain: 'BLOCK' }, now),
      sooner('HIGHER_PRIORITY', { priorityClass: 'CRITICAL' }, now),
    ],
  };
}

const sooner = (kind, change, now) => ({
  kind,
  from: 'as the server says it',
  to: 'as the server says it',
  start: iso(now),
  end: iso(now + 12 * HOUR),
  partition: 'lingang-1/h800',
  workers: 4,
  runTime: 'PT12H',
  runsEnded: kind === 'HIGHER_PRIORITY' ? 2 : 0,
  change: { ...NO_CHANGE, ...change },
  summary: 'as the server says it',
});

/** What a dry run and a submission answer. */
export const previewOf = (submission, now) => ({
  id: 4_000,
  spec: {
    ...specOf({ ...submission, id: 0, workers: submission.gang?.workers ?? 1, milliDevicesPerWorker: 8_000, models: [], stacks: [], priorityClass: 'NORMAL' }),
    sizing: submission.work === undefined ? null : { flops: 2.2e23, durationByModel: { H800: 'PT30H', 'Ascend 910B': 'PT79H' } },
    work: submission.work === undefined ? null : { ...submission.work, mfu: 0.4 },
  },
  predicted: { start: iso(now + HOUR), end: iso(now + 3 * HOUR), cluster: 'lingang-1', partition: 'h800', width: 1, planVersion: 1_204 },
  rescheduling: null,
  conditions: [],
});

function place(partition, here, reasons) {
  return {
    partition,
    here,
    start: '2026-03-05T16:00:00Z',
    end: '2026-03-05T20:00:00Z',
    reasons: reasons.map(([rule, level, cost, because]) => ({ rule, level, cost, because })),
  };
}

// What the stub tells of promises, tokens and the audit.
const page = (items) => ({ items, nextCursor: null });
const BASIS = { precision: 'FP16/BF16', sparsity: 'DENSE', peak: 'VENDOR' };

export function cityAnswers() {
  return [
    [/^\/api\/v1\/targets$/, () => page([target(), counted()])],
    [/^\/api\/v1\/targets\/\d+\/history$/, () => ATTAINED],
    [/^\/api\/v1\/budgets$/, () => page([budget(1, 'finance-ground', 310), budget(2, 'medical-ground', 96)])],
    [/^\/api\/v1\/accelerator-models$/, () => page(MODELS)],
    [/^\/api\/v1\/roles$/, () => ROLES],
    [/^\/api\/v1\/capacity\/history$/, () => HISTORY],
    [/^\/api\/v1\/reservations$/, () => page([reservation(1, 'medical-ground'), reservation(2, null)])],
    [/^\/api\/v1\/datasets$/, () => page([dataset(1, 'OPEN'), dataset(2, 'CONFIDENTIAL')])],
    [/^\/api\/v1\/declared-capacities$/, () => page([DECLARED])],
    [/^\/api\/v1\/deliveries$/, () => page([delivery(1, 'ANNOUNCED'), delivery(2, 'ARRIVED')])],
    [/^\/api\/v1\/cohorts$/, () => page([{ id: 1, name: 'training-grounds' }])],
    [/^\/api\/v1\/webhooks$/, () => page([WEBHOOK])],
    [/^\/api\/v1\/webhooks\/\d+\/deliveries$/, () => page([message(2, 'PENDING'), message(1, 'DELIVERED')])],
    [/^\/api\/v1\/reports$/, () => page([{ ...REPORT, lines: undefined, corrections: 1 }])],
    [/^\/api\/v1\/reports\/[\d-]+$/, () => REPORT],
    [/^\/api\/v1\/access-tokens$/, () => page([token(1, 'ADMIN', null), token(2, 'MEMBER', '2026-03-01T00:00:00Z')])],
    [/^\/api\/v1\/audit$/, () => page([entry(2, 'cluster.state'), entry(1, 'job.submit')])],
  ];
}

const H800 = {
  vendor: 'NVIDIA',
  name: 'NVIDIA H800 80 GB',
  stack: 'CUDA',
  memoryGib: 80,
  watts: 700,
  densePeakTflops: { FP64: 1, FP32: 67, TF32: 494, FP16: 989, BF16: 989, FP8: 1979, INT8: 1979 },
  aliases: ['H800-80G'],
  kubernetesResources: ['nvidia.com/gpu'],
  labelValues: ['NVIDIA-H800'],
  source: 'https://resources.nvidia.com/en-us-tensor-core/nvidia-tensor-core-gpu-datasheet',
  confidence: 'ESTIMATE',
  note: 'NVIDIA keeps no public sheet of it: taken from the H100.',
};
const MODELS = [
  {
    ...H800,
    key: 'h800',
    accountingTflops: 989,
    override: { version: 3, stated: H800, delivered: { ...H800, watts: null }, statedBy: 'li', statedAt: '2026-03-01T08:00:00Z' },
  },
  { ...H800, key: 'G2', name: 'G2', memoryGib: null, watts: null, densePeakTflops: {}, accountingTflops: null, override: null },
];
const ROLES = {
  roles: ['ADMIN', 'PLANNER', 'CLUSTER_ADMIN', 'MEMBER', 'VIEWER', 'AGENT', 'JOIN'].map((role, at) => ({ role, tokensInUse: at * 7 })),
  oidc: {
    issuer: 'https://id.city.example/realms/compute',
    audience: 'exaplan',
    roleClaim: 'groups',
    roles: { planners: 'PLANNER', teams: 'MEMBER' },
    tenantClaim: 'exaplan_tenant',
    clusterClaim: 'exaplan_cluster',
    nameClaim: 'preferred_username',
  },
};

export const ANNOUNCED = [
  {
    delivery: 1,
    operator: 'Lingang Computing',
    cluster: 'lingang-2',
    model: 'Ascend 910C',
    expectedAt: '2026-09-30T16:00:00Z',
    late: false,
    level: { pflops: 1_504, milliDevices: 2_000_000, unknownFlopsMilliDevices: 0, estimatePflops: 1_504 },
  },
];

const target = () => ({
  id: 1,
  name: 'Intelligent computing in the city',
  scope: 'CITY',
  cohort: null,
  tenant: null,
  level: 'INSTALLED',
  counted: null,
  atLeast: 100_000,
  atMost: null,
  from: null,
  by: '2026-12-31T16:00:00Z',
  reportedValue: null,
  document: 'city plan',
  basis: BASIS,
  attainment: { standing: 'AT_RISK', figure: 17_400, asOf: '2026-03-05T08:00:00Z', metOn: null, missedBy: null, projected: 18_900 },
  version: 1,
});

const counted = () => ({
  ...target(),
  id: 2,
  name: 'Large-model incubators',
  level: null,
  counted: 'INCUBATOR',
  atLeast: 3,
  atMost: 5,
  basis: null,
  attainment: { standing: 'MET_ON', figure: 3, asOf: '2026-03-05T08:00:00Z', metOn: '2026-02-11T00:00:00Z', missedBy: null, projected: null },
});

const budget = (id, tenant, consumed) => ({
  id,
  tenant,
  window: '2026-Q1',
  pflopsDays: 400,
  consumedPflopsDays: consumed,
  remainingPflopsDays: 400 - consumed,
  from: '2026-01-01T00:00:00Z',
  until: '2026-04-01T00:00:00Z',
  version: 1,
});

const token = (id, role, revokedAt) => ({
  id,
  name: role === 'ADMIN' ? 'admin' : 'training-ground-of-the-east',
  role,
  tenantId: role === 'MEMBER' ? 1 : null,
  clusterId: null,
  scopes: role === 'ADMIN' ? null : ['JOBS', 'DATASETS'],
  createdAt: '2026-02-01T00:00:00Z',
  createdBy: 'first start',
  expiresAt: null,
  revokedAt,
  lastUsedAt: new Date(Date.now() - 30_000).toISOString(),
});

const entry = (id, action) => ({
  id,
  at: '2026-03-05T08:00:00Z',
  actor: 'demo-training-ground-of-the-east',
  tokenId: 31,
  role: 'CLUSTER_ADMIN',
  tenant: null,
  cluster: 'pudong-finance-training-ground',
  action,
  subject: action === 'job.submit' ? 'job/4000' : 'cluster/pudong-finance-training-ground',
  before: action === 'job.submit' ? null : { state: 'ACTIVE', version: 3, operator: 'Pudong Data' },
  after: action === 'job.submit' ? { name: 'pretrain-4000' } : { state: 'DRAINING', version: 4, operator: 'Pudong Data' },
  reason: null,
});

const reservation = (id, tenant) => ({
  id,
  cluster: 'pudong-finance-training-ground',
  partition: tenant === null ? null : 'h800-8',
  devices: tenant === null ? null : 128,
  nodes: null,
  tenant,
  start: '2026-03-06T08:00:00Z',
  end: '2026-03-06T20:00:00Z',
  reason: tenant === null ? 'cooling maintenance of the second hall' : 'imaging challenge',
  recurrence: tenant === null ? { frequency: 'WEEKLY', interval: 2, weekdays: ['FRIDAY', 'SATURDAY'], until: '2026-12-31T00:00:00Z' } : null,
  next: [{ from: '2026-03-06T08:00:00Z', until: '2026-03-06T20:00:00Z' }],
  version: 1,
});

const dataset = (id, classification) => ({
  id,
  name: classification === 'OPEN' ? 'open-city-corpus' : 'clinic-imaging-notes-of-the-eastern-hospitals',
  description: null,
  sector: classification === 'OPEN' ? 'OTHER' : 'MEDICAL',
  steward: 'enabling-centre',
  owner: classification === 'OPEN' ? null : 'medical-ground',
  licence: classification === 'OPEN' ? 'CC-BY-4.0' : 'by agreement',
  sizeGib: 18_000,
  classification,
  grants: classification === 'OPEN' ? [] : ['finance-ground', 'river-foundation-models'],
  residency: classification === 'OPEN' ? [] : ['lingang-2', 'pudong-finance-training-ground'],
  replicas: classification === 'OPEN' ? {} : { 'lingang-2': '/volumes/clinic' },
  version: 1,
});

const DECLARED = {
  id: 1,
  operator: 'Harbour Telecom',
  site: 'harbour-hall',
  model: 'A800',
  devices: 1_200,
  pflops: 374.4,
  precision: 'BF16',
  sparsity: 'DENSE',
  from: '2026-01-01T00:00:00Z',
  until: null,
  document: 'operator statement of January 2026',
  replacedBy: null,
  counts: true,
  version: 1,
};

const delivery = (id, state) => ({
  id,
  operator: 'Lakeside Intelligent Computing Centre',
  cluster: 'lingang-2',
  model: 'Ascend 910C',
  devices: 2_000,
  expectedAt: '2026-09-30T16:00:00Z',
  document: 'purchase order 2026-17',
  late: id === 1,
  state,
  closedAt: state === 'ARRIVED' ? '2026-03-01T00:00:00Z' : null,
  declaredCapacityId: null,
  version: 1,
});

const WEBHOOK = {
  id: 1,
  tenant: 'medical-ground',
  url: 'https://hooks.medical-ground.example/exaplan/jobs',
  events: ['START_MOVED', 'SUCCEEDED', 'FAILED'],
  active: true,
  version: 1,
};

const message = (id, state) => ({
  id,
  event: 'job.start-moved',
  jobId: 4_000,
  state,
  attempts: state === 'PENDING' ? 3 : 1,
  createdAt: '2026-03-05T08:00:00Z',
  lastAttemptAt: '2026-03-05T08:00:30Z',
  lastStatus: state === 'PENDING' ? 502 : 204,
  lastError: state === 'PENDING' ? 'It answered 502.' : null,
  nextAttemptAt: state === 'PENDING' ? new Date(Date.now() + 90_000).toISOString() : null,
});

const line = (dimension, name, figure, value) => ({ dimension, name, figure, value });
const REPORT = {
  month: '2026-02',
  from: '2026-02-01T00:00:00Z',
  until: '2026-03-01T00:00:00Z',
  frozenAt: '2026-03-01T00:05:00Z',
  lines: [
    line('CITY', 'city', 'INSTALLED', 17_400.4),
    line('CITY', 'city', 'REPORTING', 16_800),
    line('CITY', 'city', 'SCHEDULABLE', 15_100),
    line('CITY', 'city', 'ALLOCATED', 12_345.6),
    line('CITY', 'city', 'BUSY', 9_871.2),
    line('CITY', 'city', 'USED', 345_600),
    line('SECTOR', 'MEDICAL', 'USED', 41_000),
    line('TENANT', 'river-foundation-models', 'USED', 88_123.4),
  ],
  corrections: [
    { ...line('CITY', 'city', 'USED', 346_100), reason: 'one site reported three days late', actor: 'planner', at: '2026-03-02T08:00:00Z' },
  ],
};

const ATTAINED = {
  basis: BASIS,
  atLeast: 40,
  from: '2026-02-26T08:00:00Z',
  until: '2026-03-05T08:00:00Z',
  step: 'PT2H',
  points: Array.from({ length: 84 }, (_, index) => ({
    at: new Date(Date.UTC(2026, 1, 26, 8) + index * 7_200_000).toISOString(),
    value: 24 + index / 6 + 9 * Math.sin(index / 5),
  })),
};

const HISTORY = {
  of: 'CITY',
  name: null,
  basis: BASIS,
  from: '2026-03-01T00:00:00Z',
  until: '2026-03-05T08:00:00Z',
  step: 'PT2H',
  points: Array.from({ length: 50 }, (_, index) => ({
    at: new Date(Date.UTC(2026, 2, 1) + index * 7_200_000).toISOString(),
    declared: 374,
    installed: 17_400,
    reporting: 16_900,
    schedulable: index > 20 && index < 26 ? 13_900 : 15_800,
    allocated: 9_000 + 4_000 * Math.sin(index / 4),
    busy: index < 8 ? null : 6_000 + 3_000 * Math.sin(index / 4),
  })),
};

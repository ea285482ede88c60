// What the stub tells of promises, tokens and the audit.
const page = (items) => ({ items, nextCursor: null });
const BASIS = { precision: 'FP16/BF16', sparsity: 'DENSE', peak: 'VENDOR' };

export function cityAnswers() {
  return [
    [/^\/api\/v1\/targets$/, () => page([target(), counted()])],
    [/^\/api\/v1\/budgets$/, () => page([budget(1, 'finance-ground', 310), budget(2, 'medical-ground', 96)])],
    [/^\/api\/v1\/accelerator-models$/, () => page([{ key: 'h800', name: 'H800', accountingTflops: 989 }])],
    [/^\/api\/v1\/access-tokens$/, () => page([token(1, 'ADMIN', null), token(2, 'MEMBER', '2026-03-01T00:00:00Z')])],
    [/^\/api\/v1\/audit$/, () => page([entry(2, 'cluster.state'), entry(1, 'job.submit')])],
  ];
}

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
  action,
  subject: action === 'job.submit' ? 'job/4000' : 'cluster/pudong-finance-training-ground',
  before: action === 'job.submit' ? null : { state: 'ACTIVE', version: 3, operator: 'Pudong Data' },
  after: action === 'job.submit' ? { name: 'pretrain-4000' } : { state: 'DRAINING', version: 4, operator: 'Pudong Data' },
  reason: null,
});

// What the stub tells of scenarios: one that succeeded, one under way.
const page = (items) => ({ items, nextCursor: null });
const DAY = 86_400_000;
const WEEKS = 26;
const instant = (millis) => new Date(millis).toISOString();
const START = Date.parse('2026-03-05T08:00:00Z');

export function scenarioAnswers() {
  return [
    [/^\/api\/v1\/scenarios$/, () => page([scenario(1), scenario(2)])],
    [/^\/api\/v1\/scenarios\/\d+$/, (path) => scenario(Number(path.split('/')[4]))],
    [/^\/api\/v1\/scenario-runs$/, () => page([run(2), run(1)])],
    [/^\/api\/v1\/scenario-runs\/\d+$/, (path) => run(Number(path.split('/')[4]))],
    [/^\/api\/v1\/scenario-runs\/\d+\/result$/, () => ({ baseline: [], scenario: [], comparison: comparison() })],
  ];
}

/** What is wrong with a scenario, as the server would say it; null when nothing is. */
export function scenarioTrouble({ changes }) {
  const errors = changes.flatMap((change, index) =>
    change.type === 'CLUSTER_LOST' && change.cluster === undefined
      ? [{ field: `changes[${index}].cluster`, value: null, message: 'This is required.' }]
      : [],
  );
  return errors.length === 0 ? null : errors;
}

export const scenarioPreview = () => ({ from: instant(START), until: instant(START + 7 * DAY), jobs: 412 });

const scenario = (id) => ({
  id,
  name: id === 1 ? 'delivery-1-late' : 'lingang-1-lost',
  description: id === 1 ? '2,000 × 910C come 30 days late' : 'The largest cluster is lost for three days',
  mode: id === 1 ? 'STRATEGIC' : 'OPERATIONAL',
  planVersion: null,
  horizon: id === 1 ? 'P182D' : null,
  changes:
    id === 1
      ? [{ type: 'DELIVERY_LATE', delivery: 1, by: 'P30D' }]
      : [
          { type: 'CLUSTER_LOST', cluster: 'lingang-1', from: instant(START + DAY), until: instant(START + 4 * DAY), runs: 'RESTART' },
          { type: 'DEMAND_SCALED', sector: 'MEDICAL', factor: 1.5 },
        ],
  version: 1,
  createdBy: 'planner',
  createdAt: instant(START),
  updatedAt: instant(START),
});

const run = (id) => ({
  ...scenario(id),
  scenario: id,
  seeds: [1, 2, 3],
  steps: 300,
  state: id === 1 ? 'SUCCEEDED' : 'RUNNING',
  cancelAsked: false,
  progress: { solvesDone: id === 1 ? 6 : 2, curve: curve() },
  failure: null,
  startedAt: instant(START),
  endedAt: id === 1 ? instant(START + 21_000) : null,
});

const curve = () =>
  ['BASELINE', 'SCENARIO'].flatMap((side, lower) =>
    [1, 2, 3].flatMap((seed) =>
      [1, 20, 60, 140, 290].map((step) => ({
        seed,
        side,
        step,
        score: `0hard/-${4_000 + lower * 900}medium/-${Math.round((9_000_000 + lower * 2_000_000) / (1 + step / 200)) + seed * 9_000}soft`,
      })),
    ),
  );

const figure = (name, unit, subject, baseline, scenario, spread) => ({
  name,
  unit,
  subject,
  baseline,
  scenario,
  difference: scenario - baseline,
  spread,
  verdict: Math.abs(scenario - baseline) <= spread ? 'NO_DIFFERENCE' : scenario > baseline ? 'HIGHER' : 'LOWER',
});

const comparison = () => ({
  figures: [
    figure('jobs', 'jobs', null, 4_210, 4_210, 0),
    figure('unplaced', 'jobs', null, 12, 96, 6),
    figure('waitP50', 'seconds', null, 5_400, 5_500, 300),
    figure('waitP90', 'seconds', null, 93_000, 310_000, 4_000),
    figure('deadlinesMissed', 'jobs', null, 0, 0, 0),
    figure('allocated', 'PFLOPS-days', null, 1_204_000, 1_171_000, 1_200),
    figure('utilisation', 'share', '910C', 0.91, 0.94, 0.01),
    figure('utilisation', 'share', 'H800', 0.83, 0.83, 0.01),
    figure('allocated', 'PFLOPS-days', 'model-harbour', 312_000, 301_000, 800),
    figure('allocated', 'PFLOPS-days', 'medical-ground', 96.4, 96.1, 1),
    figure('attainment', 'share', '上海市智能算力 100 EFLOPS', 0.81, 0.81, 0),
    figure('attainment', 'share', 'incubators 4', 0.97, 0.92, 0.004),
  ],
  jobs: {
    earlier: 3,
    later: 211,
    never: 84,
    same: 3_912,
    listed: [
      { job: 17, name: 'model-harbour [910C]', tenant: 1, baselineStart: instant(START + 49 * DAY), scenarioStart: null },
      { job: 31, name: 'medical-ground [H800]', tenant: 2, baselineStart: instant(START + 49 * DAY), scenarioStart: instant(START + 77 * DAY) },
    ],
  },
  funnel: Array.from({ length: WEEKS }, (_, week) => ({
    from: instant(START + week * 7 * DAY),
    baselineSchedulable: week < 7 ? 15_900 : 17_400,
    baselineAllocated: week < 7 ? 15_100 : 16_700,
    scenarioSchedulable: week < 11 ? 15_900 : 17_400,
    scenarioAllocated: week < 11 ? 15_150 : 16_800,
  })),
  targets: [
    {
      target: '1',
      name: '上海市智能算力 100 EFLOPS',
      scope: 'CITY',
      whose: null,
      level: 'INSTALLED',
      counted: null,
      wanted: 100_000,
      by: '2026-12-31T16:00:00Z',
      baseline: Array.from({ length: WEEKS }, (_, week) => (week < 3 ? 0.62 : 0.81)),
      scenario: Array.from({ length: WEEKS }, (_, week) => (week < 7 ? 0.62 : 0.81)),
      verdicts: Array.from({ length: WEEKS }, (_, week) => (week < 3 || week >= 7 ? 'NO_DIFFERENCE' : 'LOWER')),
    },
    {
      target: '4',
      name: 'incubators 4',
      scope: 'COHORT',
      whose: 'incubators',
      level: 'ALLOCATED',
      counted: null,
      wanted: 1_200,
      by: '2026-12-31T16:00:00Z',
      baseline: Array.from({ length: WEEKS }, (_, week) => ((week + 1) / WEEKS) * 0.97),
      scenario: Array.from({ length: WEEKS }, (_, week) => ((week + 1) / WEEKS) * (week < 7 ? 0.97 : 0.92)),
      verdicts: Array.from({ length: WEEKS }, (_, week) => (week < 7 ? 'NO_DIFFERENCE' : 'LOWER')),
    },
  ],
});

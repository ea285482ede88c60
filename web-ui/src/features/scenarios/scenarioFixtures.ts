import type { Scenario, ScenarioComparison, ScenarioFigure, ScenarioRun } from '../../shared/api/types';

// For tests: what a test does not mention is plausible and plain.

export const aScenario = (given: Partial<Scenario> = {}): Scenario => ({
  id: 3,
  name: 'north-lost',
  description: 'North is lost for three days',
  mode: 'OPERATIONAL',
  planVersion: null,
  horizon: null,
  changes: [{ type: 'CLUSTER_LOST', cluster: 'north', from: '2026-03-06T12:00:00Z' }] as unknown as Scenario['changes'],
  version: 2,
  createdBy: 'ming',
  createdAt: '2026-03-05T11:00:00Z',
  updatedAt: '2026-03-05T11:00:00Z',
  ...given,
});

export const aRun = (given: Partial<ScenarioRun> = {}): ScenarioRun => ({
  ...aScenario(),
  id: 9,
  scenario: 3,
  seeds: [1, 2],
  steps: 300,
  state: 'SUCCEEDED',
  cancelAsked: false,
  progress: { solvesDone: 4, curve: [] },
  failure: null,
  startedAt: '2026-03-05T11:01:00Z',
  endedAt: '2026-03-05T11:01:21Z',
  ...given,
});

export const aFigure = (given: Partial<ScenarioFigure>): ScenarioFigure => ({
  name: 'waitP50',
  unit: 'seconds',
  subject: null,
  baseline: 3_600,
  scenario: 7_200,
  difference: 3_600,
  spread: 60,
  verdict: 'HIGHER',
  ...given,
});

export const aTargetCurve = (given: Partial<ScenarioComparison['targets'][number]> = {}): ScenarioComparison['targets'][number] => ({
  target: '4',
  name: '100 EFLOPS by the end of the year',
  scope: 'CITY',
  whose: null,
  level: 'INSTALLED',
  counted: null,
  wanted: 100_000,
  by: '2026-12-31T00:00:00Z',
  baseline: [0.9],
  scenario: [0.6],
  verdicts: ['LOWER'],
  ...given,
});

export const aComparison = (given: Partial<ScenarioComparison> = {}): ScenarioComparison => ({
  figures: [aFigure({}), aFigure({ name: 'jobs', unit: 'jobs', baseline: 12, scenario: 12, difference: 0, verdict: 'NO_DIFFERENCE' })],
  jobs: { earlier: 0, later: 7, never: 1, same: 4, listed: [{ job: 5, name: 'train-5', tenant: 1, baselineStart: '2026-03-05T13:00:00Z', scenarioStart: null }] },
  funnel: [
    {
      from: '2026-03-05T12:00:00Z',
      baselineSchedulable: 900,
      baselineAllocated: 800,
      scenarioSchedulable: 600,
      scenarioAllocated: 580,
      schedulableVerdict: 'LOWER',
      allocatedVerdict: 'LOWER',
    },
  ],
  targets: [],
  ...given,
});

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { expect, test } from 'vitest';
import { aCapacity, aCluster } from '../../test/fixtures';
import { type Answers, anAdmin, renderPage } from '../../test/render';
import ScenarioEditorPage from './ScenarioEditorPage';
import { aComparison, aRun, aScenario, aTargetCurve } from './scenarioFixtures';
import ScenarioPage from './ScenarioPage';
import ScenarioRunPage from './ScenarioRunPage';
import ScenariosPage from './ScenariosPage';

const page = (
  <Routes>
    <Route path="/scenarios" element={<ScenariosPage />} />
    <Route path="/scenarios/new" element={<ScenarioEditorPage />} />
    <Route path="/scenarios/:id" element={<ScenarioPage />} />
    <Route path="/scenarios/runs/:id" element={<ScenarioRunPage />} />
  </Routes>
);
const answers: Answers = {
  '/api/v1/scenarios': { body: { items: [aScenario()], nextCursor: null } },
  '/api/v1/scenarios/3': { body: aScenario() },
  '/api/v1/scenarios/3/runs': { body: aRun() },
  '/api/v1/scenario-runs': { body: { items: [aRun()], nextCursor: null } },
  '/api/v1/scenario-runs/9': { body: aRun() },
  '/api/v1/scenario-runs/9/result': { body: { baseline: [], scenario: [], comparison: aComparison() } },
  '/api/v1/capacity': { body: { ...aCapacity(), clusters: [aCluster()] } },
};
const viewer = { ...anAdmin, role: 'VIEWER' as const };

test('lists scenarios with what is otherwise, and what was run', async () => {
  renderPage(page, { answers, at: '/scenarios' });

  expect(await screen.findByRole('link', { name: 'north-lost' })).toHaveAttribute('href', '/scenarios/3');
  expect(screen.getByText('A cluster is lost')).toBeInTheDocument();
  expect(await screen.findByRole('link', { name: 'north-lost #9' })).toHaveAttribute('href', '/scenarios/runs/9');
  expect(screen.getByRole('link', { name: 'New scenario' })).toBeInTheDocument();
});

test('offers a viewer nothing to change or to run', async () => {
  renderPage(page, { answers, at: '/scenarios/3', who: viewer });

  expect(await screen.findByText('A cluster is lost')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Run' })).not.toBeInTheDocument();
  expect(screen.queryByRole('link', { name: 'Change' })).not.toBeInTheDocument();
});

test('runs a scenario and goes to the run', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(page, { answers, at: '/scenarios/3' });

  await user.click(await screen.findByRole('button', { name: 'Run' }));

  // The page before lists runs that succeeded too.
  expect(await screen.findByRole('heading', { name: 'north-lost #9' })).toBeInTheDocument();
  expect(await screen.findByText('Succeeded')).toBeInTheDocument();
  const asked = requests.find(({ method }) => method === 'POST');
  expect(await asked?.clone().json()).toEqual({ seeds: [1, 2, 3] });
});

test('begins with a template and checks it as it is typed', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(page, {
    answers: { ...answers, '/api/v1/scenarios': { body: { from: '2026-03-05T12:00:00Z', until: '2026-03-12T12:00:00Z', jobs: 3 } } },
    at: '/scenarios/new',
  });

  await user.click(await screen.findByRole('button', { name: 'north lost for three days' }));

  expect(await screen.findByText(/It can be laid on the world/)).toBeInTheDocument();
  const checks = requests.filter(({ url }) => url.endsWith('/api/v1/scenarios?dryRun=true'));
  expect(await checks.at(-1)?.clone().json()).toMatchObject({ changes: [{ type: 'CLUSTER_LOST', cluster: 'north' }] });
});

test('tells what differs, and what does not', async () => {
  renderPage(page, { answers, at: '/scenarios/runs/9' });

  expect(await screen.findByText('1 h 0 min more')).toBeInTheDocument();
  expect(screen.getByText('no difference')).toBeInTheDocument();
  expect(screen.getByText('No start any more')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'train-5' })).toBeInTheDocument();
});

test('tells each target over time, and what no plan can tell', async () => {
  const user = userEvent.setup();
  const targets = [aTargetCurve(), aTargetCurve({ target: '5', name: 'Busy', level: 'BUSY', baseline: [], scenario: [], verdicts: [] })];
  renderPage(page, {
    answers: { ...answers, '/api/v1/scenario-runs/9/result': { body: { baseline: [], scenario: [], comparison: aComparison({ targets }) } } },
    at: '/scenarios/runs/9',
  });

  const weeks = await screen.findByRole('region', { name: '100 EFLOPS by the end of the year over time' });
  expect(within(weeks).getByText('90%')).toBeInTheDocument();
  expect(within(weeks).getByText('60%')).toBeInTheDocument();
  expect(within(weeks).getByText('30 points less')).toBeInTheDocument();
  await user.click(screen.getByRole('combobox', { name: 'Target' }));
  await user.click(await screen.findByTitle('Busy'));
  expect(await screen.findByText('No plan tells how much of this will be attained.')).toBeInTheDocument();
});

test('offers to cancel what is under way', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(page, {
    answers: {
      ...answers,
      '/api/v1/scenario-runs/9': { body: aRun({ state: 'RUNNING', endedAt: null, progress: { solvesDone: 1, curve: [] } }) },
      '/api/v1/scenario-runs/9/cancel': { body: aRun({ state: 'RUNNING', cancelAsked: true }) },
    },
    at: '/scenarios/runs/9',
  });

  expect(await screen.findByText('1 of 4 searches')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  await user.click(within(await screen.findByRole('tooltip')).getByRole('button', { name: 'Cancel' }));

  await waitFor(() => {
    expect(requests.some(({ url, method }) => method === 'POST' && url.endsWith('/scenario-runs/9/cancel'))).toBe(true);
  });
});

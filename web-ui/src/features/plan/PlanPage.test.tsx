import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router';
import { expect, test } from 'vitest';
import { anAllocation } from '../../test/fixtures';
import { type Answers, anAdmin, renderPage } from '../../test/render';
import PlanPage from './PlanPage';

const plan = {
  version: 9,
  publishedAt: '2026-03-05T11:59:00Z',
  planTime: '2026-03-05T11:59:00Z',
  cause: 'IMPROVEMENT',
  changes: 2,
  score: { hard: 0, medium: -12, soft: -340 },
  broken: [],
  costs: [],
  kpis: { placedJobs: 40, unplacedJobs: 3, runs: 11, allocatedPflops: 420, meanPredictedWaitSeconds: 5_400 },
  receipt: {},
  leaderEpoch: 1,
  problemKept: true,
};
const change = {
  revision: 1,
  jobId: 7,
  at: '2026-03-05T11:59:00Z',
  reason: 'LOST_CAPACITY',
  fromPartition: 'north/h800',
  fromStart: '2026-03-05T13:00:00Z',
  toPartition: 'south/h20',
  toStart: '2026-03-05T15:00:00Z',
  width: 8,
};
const answers: Answers = {
  '/api/v1/allocations': { body: { items: [anAllocation()], nextCursor: null } },
  '/api/v1/plans': { body: { items: [plan, { ...plan, version: 8 }], nextCursor: null } },
  '/api/v1/plans/9/changes': { body: { items: [change], nextCursor: null } },
  '/api/v1/plans/8/changes': { body: { items: [], nextCursor: null } },
};

const Address = () => <p>{useLocation().search}</p>;

test('shows the chart, and what the newest version changed and why', async () => {
  renderPage(<PlanPage />, { answers, at: '/plan' });

  expect(await screen.findByRole('application', { name: /^Plan over time of 1 job/ })).toBeInTheDocument();
  const decided = await screen.findByRole('region', { name: 'Decisions under this version' });
  expect(within(decided).getByText('capacity was lost or drained')).toBeInTheDocument();
  expect(screen.getByText(/^Promised starts moved later: /)).toHaveTextContent('1');
  expect(screen.getByText('1 h 30 min')).toBeInTheDocument();
});

test('keeps its zoom in the address', async () => {
  const user = userEvent.setup();
  renderPage(
    <>
      <PlanPage />
      <Address />
    </>,
    { answers, at: '/plan?view=2026-03-05T10:00:00Z/2026-03-05T20:00:00Z' },
  );

  await user.click(await screen.findByRole('button', { name: 'Zoom out' }));

  // A half more around 15:00.
  expect(await screen.findByText('?view=2026-03-05T07%3A30%3A00Z%2F2026-03-05T22%3A30%3A00Z')).toBeInTheDocument();
});

test('reads as a table too', async () => {
  const user = userEvent.setup();
  renderPage(<PlanPage />, { answers, at: '/plan' });

  await user.click(await screen.findByText('Table'));

  expect(await screen.findByText('north/h800', { selector: 'td' })).toBeInTheDocument();
});

test('the version in the address is the one that is shown', async () => {
  renderPage(<PlanPage />, { answers, at: '/plan?version=8', language: 'zh' });

  expect(await screen.findByText('此版本没有决策。')).toBeInTheDocument();
});

test('says which hard rules a version breaks, in Chinese too', async () => {
  const broken = [{ rule: 'DEVICE_CAPACITY', overrun: false, times: 2, example: 'partition (north/h800) at 2026-03-05T11:59:00Z: has 8, runs hold 16, planned are 0' }];
  renderPage(<PlanPage />, {
    answers: {
      ...answers,
      '/api/v1/plans': { body: { items: [{ ...plan, score: { ...plan.score, hard: -2 }, broken }], nextCursor: null } },
    },
    at: '/plan',
    language: 'zh',
  });

  expect(await screen.findByText('超出现有设备')).toBeInTheDocument();
  expect(screen.getByText('2 处')).toBeInTheDocument();
  expect(screen.getByText(/^分区 north\/h800 于 .*运行占用 16/)).toBeInTheDocument();
});

test('tells runs over their time apart from broken rules', async () => {
  const broken = [{ rule: 'RESERVATION', overrun: true, times: 3, example: null }];
  renderPage(<PlanPage />, {
    answers: { ...answers, '/api/v1/plans': { body: { items: [{ ...plan, broken }], nextCursor: null } } },
    at: '/plan',
  });

  expect(await screen.findByRole('list', { name: 'Runs over their time' })).toHaveTextContent('Reserved for others3 times');
  expect(screen.getByText('Runs over their time: 3')).toBeInTheDocument();
  expect(screen.queryByText(/^Hard rules/)).not.toBeInTheDocument();
});

test('a cluster admin is not asked for changes it may not see', async () => {
  const { requests } = renderPage(<PlanPage />, {
    answers,
    at: '/plan',
    who: { ...anAdmin, role: 'CLUSTER_ADMIN', cluster: 'north' },
  });

  expect(await screen.findByText('Version 9 in figures')).toBeInTheDocument();
  expect(requests.some(({ url }) => url.includes('/changes'))).toBe(false);
});

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { expect, test } from 'vitest';
import { aJobView, aSpec, anExplanation, aRun } from '../../test/fixtures';
import { type Answers, anAdmin, renderPage } from '../../test/render';
import JobPage from './JobPage';

const answers: Answers = {
  '/api/v1/jobs/7': { body: aJobView() },
  '/api/v1/jobs/7/explanation': { body: anExplanation() },
  '/api/v1/jobs/7/transitions': {
    body: {
      items: [
        { at: '2026-03-05T11:00:00Z', atWall: '2026-03-05T11:00:00Z', from: null, to: 'QUEUED', actor: 'ming', reason: 'submitted' },
      ],
      nextCursor: null,
    },
  },
  '/api/v1/jobs/7/moved-starts': {
    body: {
      items: [
        {
          at: '2026-03-05T11:30:00Z',
          fromStart: '2026-03-05T13:00:00Z',
          toStart: '2026-03-05T16:00:00Z',
          fromPartition: 'north/h800',
          toPartition: 'north/h800',
          reason: 'OVERRUN',
          version: 3,
        },
      ],
      nextCursor: null,
    },
  },
  '/api/v1/runs': { body: { items: [aRun({ state: 'PREEMPTED', ended: '2026-03-05T13:00:00Z' })], nextCursor: null } },
};

const page = (
  <Routes>
    <Route path="/jobs/:id" element={<JobPage />} />
  </Routes>
);

test('tells why the job waits and what would start it sooner', async () => {
  renderPage(page, { answers, at: '/jobs/7' });

  expect(await screen.findByRole('heading', { name: 'train-7' })).toBeInTheDocument();
  expect(await screen.findByText('Waits for capacity')).toBeInTheDocument();
  const sooner = await screen.findByRole('list', { name: 'What would start it sooner' });
  expect(within(sooner).getByText('5 workers')).toBeInTheDocument();
  expect(within(sooner).getByText(/4 h 0 min sooner/)).toBeInTheDocument();
  expect(within(sooner).getByRole('link', { name: 'Apply: 5 workers' })).toHaveAttribute(
    'href',
    expect.stringMatching(/^\/jobs\/new\?from=7&change=/),
  );
  expect(await screen.findByText(/what ran before took longer/)).toBeInTheDocument();
  expect(await screen.findByText('Preempted')).toBeInTheDocument();
});

test('speaks Chinese without the server’s sentences', async () => {
  renderPage(page, { answers, at: '/jobs/7', language: 'zh' });

  expect(await screen.findByText('任务只允许 H800，此处为 910C')).toBeInTheDocument();
  expect(screen.queryByText(/needs one of/)).not.toBeInTheDocument();
  expect(screen.getByText('已提交')).toBeInTheDocument();
});

test('what a run says is told in the reader’s language, and one that runs has no end yet', async () => {
  const runs = [
    aRun({ state: 'RUNNING', started: '2026-03-05T12:00:00Z' }),
    aRun({ id: '2', state: 'PREEMPTED', ended: '2026-03-05T13:00:00Z', message: 'Ordered to stop: preempted.' }),
  ];
  renderPage(page, {
    answers: { ...answers, '/api/v1/runs': { body: { items: runs, nextCursor: null } } },
    at: '/jobs/7',
    language: 'zh',
  });

  expect(await screen.findByText('按指令停止：被抢占。')).toBeInTheDocument();
  expect(screen.getByText('自 20:00')).toBeInTheDocument();
});

test('a start that moves within a minute says by how much', async () => {
  const moved = (toStart: string) => ({
    at: '2026-03-05T11:30:00Z',
    fromStart: '2026-03-05T13:00:20Z',
    toStart,
    fromPartition: 'north/h800',
    toPartition: 'north/h800',
    reason: 'DELAYED',
    version: 3,
  });
  const items = [moved('2026-03-05T13:00:39Z'), moved('2026-03-05T13:00:05Z'), moved('2026-03-05T13:01:05Z')];
  renderPage(page, {
    answers: { ...answers, '/api/v1/jobs/7/moved-starts': { body: { items, nextCursor: null } } },
    at: '/jobs/7',
  });

  expect(await screen.findByText('21:00, 19 s later')).toBeInTheDocument();
  expect(screen.getByText('21:00, 15 s earlier')).toBeInTheDocument();
  expect(screen.getByText('21:01')).toBeInTheDocument();
});

test('tells of a job that runs why it runs there, and nothing about waiting', async () => {
  renderPage(page, { answers: { ...answers, '/api/v1/jobs/7': { body: aJobView({ state: 'ACTIVE' }) } }, at: '/jobs/7' });

  expect(await screen.findByText(/^By the rules of the plan north\/h800 is better than south\/h800/)).toBeInTheDocument();
  expect(screen.queryByText('Why it waits')).not.toBeInTheDocument();
});

test('tells what earlier runs did and from where the next goes on', async () => {
  const job = aJobView({
    workDone: 0.43,
    spec: aSpec({ checkpoint: { location: 's3://city/7', interval: 'PT15M', readableFrom: [] }, datasets: ['corpus'] }),
  });
  renderPage(page, { answers: { ...answers, '/api/v1/jobs/7': { body: job } }, at: '/jobs/7' });

  expect(await screen.findByText('43%')).toBeInTheDocument();
  expect(screen.getByText('s3://city/7, every 15 min')).toBeInTheDocument();
  expect(screen.getByText('corpus')).toBeInTheDocument();
});

test('cancels after asking once more', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(page, {
    answers: { ...answers, '/api/v1/jobs/7/cancel': { body: aJobView({ state: 'CANCELLED' }) } },
    at: '/jobs/7',
  });

  await user.click(await screen.findByRole('button', { name: 'Cancel the job' }));
  const asked = await screen.findByRole('tooltip');
  expect(requests.filter(({ method }) => method === 'POST')).toEqual([]);
  await user.click(within(asked).getByRole('button', { name: 'Cancel the job' }));

  await waitFor(() => {
    expect(requests.filter(({ method }) => method === 'POST').map(({ url }) => new URL(url).pathname)).toEqual([
      '/api/v1/jobs/7/cancel',
    ]);
  });
});

test('offers a viewer nothing it may not do', async () => {
  renderPage(page, { answers, at: '/jobs/7', who: { ...anAdmin, role: 'VIEWER' } });

  await screen.findByRole('list', { name: 'What would start it sooner' });
  expect(screen.queryByRole('button', { name: 'Cancel the job' })).not.toBeInTheDocument();
  expect(screen.queryByRole('link', { name: /^Apply/ })).not.toBeInTheDocument();
});

test('says that there is no such job', async () => {
  renderPage(page, { at: '/jobs/8' });

  expect(await screen.findByRole('alert')).toHaveTextContent('as told');
  expect(screen.getByRole('heading', { name: '#8' })).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Jobs' })).toHaveAttribute('href', '/jobs');
});

test('does not ask the server for what is no number', async () => {
  const { requests } = renderPage(page, { answers, at: '/jobs/seven' });

  expect(await screen.findByRole('alert')).toHaveTextContent('There is no such page');
  expect(requests.filter(({ url }) => url.includes('/jobs/'))).toEqual([]);
});

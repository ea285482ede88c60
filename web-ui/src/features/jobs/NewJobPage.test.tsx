import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { expect, test } from 'vitest';
import type { JobPreview, Session } from '../../shared/api/types';
import { aCapacity, aFunnel, aJobView, aSpec, noChange } from '../../test/fixtures';
import { type Answers, anAdmin, renderPage } from '../../test/render';
import NewJobPage from './NewJobPage';

const member: Session = { name: 'ming', role: 'MEMBER', tenant: 'incubator-east', cluster: null, scopes: null };
const preview: JobPreview = {
  spec: aSpec({ sizing: { flops: 1e21, durationByModel: { H800: 'PT2H', H20: 'PT13H' } } }),
  predicted: {
    start: '2026-03-05T14:00:00Z',
    end: null,
    cluster: 'north',
    partition: 'h800',
    width: 1,
    planVersion: 3,
  },
  rescheduling: null,
  conditions: [],
};
const answers: Answers = {
  '/api/v1/jobs': { body: { ...preview, id: 12 } },
  '/api/v1/jobs/7': { body: aJobView() },
  '/api/v1/capacity': { body: aCapacity() },
};
const page = (
  <Routes>
    <Route path="/jobs/new" element={<NewJobPage />} />
    <Route path="/jobs/:id" element={<p>the job’s page</p>} />
  </Routes>
);

test('tells start and duration by model while one types', async () => {
  renderPage(page, { answers, at: '/jobs/new', who: member });

  expect(await screen.findByText('north/h800')).toBeInTheDocument();
  expect(screen.getByText('13 h 0 min')).toBeInTheDocument();
  expect(screen.getByText(/curl -X POST/)).toBeInTheDocument();
});

test('compares the models of the city first, and tells the others when asked', async () => {
  const user = userEvent.setup();
  const models = [{ model: 'H800', stack: 'CUDA', vendor: 'NVIDIA', funnel: aFunnel() }];
  renderPage(page, { answers: { ...answers, '/api/v1/capacity': { body: { ...aCapacity(), models } } }, at: '/jobs/new', who: member });

  expect(await screen.findByText('2 h 0 min')).toBeVisible();
  const others = screen.getByText('Models the city does not have: 1').closest('details');
  expect(others).not.toHaveAttribute('open');
  await user.click(screen.getByText('Models the city does not have: 1'));
  expect(others).toHaveTextContent('H2013 h 0 min');
});

test('says in devices what is wrong with devices', async () => {
  const errors = [{ field: 'worker.milliDevices', message: 'State 1 to 1000 for a share of one device, or whole devices: 2000, 3000, ...' }];
  const body = { type: 'urn:exaplan:problem:invalid', title: 'Bad Request', status: 400, detail: '1 field cannot be accepted.', errors };
  renderPage(page, { answers: { ...answers, '/api/v1/jobs': { status: 400, body } }, at: '/jobs/new', who: member });

  expect(await screen.findByText('State whole devices, or a share of one from 0.001 to 1.')).toBeInTheDocument();
});

test('states CPU and memory of the node and how often it is tried, and leaves out what is emptied', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(page, { answers, at: '/jobs/new', who: member });
  await user.click(await screen.findByText('CPU and memory, times, data, command and failures'));

  await user.type(screen.getByLabelText('CPU cores for each worker'), '64');
  await user.type(screen.getByLabelText('Host memory for each worker, GiB'), '512');
  await user.type(screen.getByLabelText('Given up after failures'), '3');
  await user.clear(screen.getByLabelText('CPU cores for each worker'));
  await user.tab();

  await waitFor(async () => {
    const bodies = await Promise.all(
      requests.filter(({ method }) => method === 'POST').map(async (request) => await request.clone().text()),
    );
    expect(JSON.parse(bodies.at(-1) ?? '{}')).toMatchObject({
      worker: { milliDevices: 8_000, memoryMib: 524_288 },
      retry: { maxAttempts: 3 },
    });
    expect(bodies.at(-1)).not.toContain('cpuMilli');
  });
});

test('begins with a job and one change, and is planned and sent in place of what it stands for', async () => {
  const user = userEvent.setup();
  const change = encodeURIComponent(JSON.stringify({ ...noChange, workers: 5, expectedDuration: 'PT12H48M' }));
  const { requests } = renderPage(page, { answers, at: `/jobs/new?from=7&change=${change}`, who: member });

  expect(await screen.findByLabelText('Workers, all at once')).toHaveValue('5');
  await screen.findByText('north/h800');
  await user.click(screen.getByRole('button', { name: 'Submit' }));

  expect(await screen.findByText('the job’s page')).toBeInTheDocument();
  const posts = requests.filter(({ method }) => method === 'POST').map(({ url }) => new URL(url));
  expect(new Set(posts.map(({ pathname, search }) => pathname + search))).toEqual(
    new Set(['/api/v1/jobs?dryRun=true&replaces=7', '/api/v1/jobs?replaces=7']),
  );
  expect(posts.at(-1)?.search, 'what stands for the job is not planned again once it is gone').toBe('?replaces=7');
});

test('keeps the job it was to stand for when one asks for that, or when it runs by now', async () => {
  const user = userEvent.setup();
  const change = encodeURIComponent(JSON.stringify({ ...noChange, workers: 5 }));
  const at = `/jobs/new?from=7&change=${change}`;
  const { requests, unmount } = renderPage(page, { answers, at, who: member });
  await user.click(await screen.findByRole('checkbox', { name: /^Cancel/ }));
  await waitFor(() => {
    expect(requests.map(({ url }) => new URL(url).search)).toContain('?dryRun=true');
  });
  unmount();

  const running = { ...answers, '/api/v1/jobs/7': { body: aJobView({ state: 'ACTIVE' }) } };
  const later = renderPage(page, { answers: running, at, who: member });
  expect(await screen.findByText(/waits no longer/)).toBeInTheDocument();
  await screen.findByText('north/h800');
  expect(later.requests.some(({ url }) => url.includes('replaces'))).toBe(false);
});

test('asks again when something changed', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(page, { answers, at: '/jobs/new', who: member });
  await screen.findByText('north/h800');

  await user.clear(screen.getByLabelText('Workers, all at once'));
  await user.type(screen.getByLabelText('Workers, all at once'), '3');

  await waitFor(async () => {
    const bodies = await Promise.all(
      requests.filter(({ method }) => method === 'POST').map(async (request) => (await request.clone().text())),
    );
    expect(bodies.at(-1)).toContain('"workers":3');
  });
});

test('a service states its port and readiness path, and they stay when its hours change', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(page, { answers, at: '/jobs/new', who: member });
  await user.click(await screen.findByText('inference'));

  await user.type(screen.getByLabelText('Port'), '9000');
  await user.type(screen.getByLabelText('Readiness path'), '/health');
  await user.type(screen.getByLabelText('Serves for, hours'), '5');
  await user.clear(screen.getByLabelText('Port'));
  await user.type(screen.getByLabelText('Port'), '9001');
  await user.tab();

  await waitFor(async () => {
    const bodies = await Promise.all(
      requests.filter(({ method }) => method === 'POST').map(async (request) => await request.clone().text()),
    );
    expect(JSON.parse(bodies.at(-1) ?? '{}')).toHaveProperty('service', {
      replicasByHour: Array<number>(24).fill(1),
      duration: 'PT5H',
      port: 9001,
      readinessPath: '/health',
    });
  });
});

test('states times, data and what is done when a cluster is lost, and is told the price of that', async () => {
  const user = userEvent.setup();
  const price = { endsAfterSilence: 'PT15M', elsewhereAfter: 'PT17M', mostLost: 'PT10M' };
  const { requests } = renderPage(page, {
    answers: {
      ...answers,
      '/api/v1/jobs': { body: { ...preview, rescheduling: price } },
      '/api/v1/datasets': { body: { items: [], nextCursor: null } },
    },
    at: '/jobs/new',
    who: member,
  });
  await user.click(await screen.findByText('CPU and memory, times, data, command and failures'));

  fireEvent.change(screen.getByLabelText('Deadline'), { target: { value: '2026-03-06T18:00' } });
  await user.click(screen.getByRole('checkbox', { name: 'hard' }));
  await user.type(screen.getByLabelText('Datasets it reads'), 'corpus{Enter}');
  await user.type(screen.getByLabelText('Checkpoints at'), 's3://mine');
  fireEvent.change(screen.getByLabelText('A checkpoint every, minutes'), { target: { value: '10' } });

  await waitFor(async () => {
    const bodies = await Promise.all(
      requests.filter(({ method }) => method === 'POST').map(async (request) => await request.clone().text()),
    );
    expect(JSON.parse(bodies.at(-1) ?? '{}')).toMatchObject({
      deadline: { at: '2026-03-06T10:00:00.000Z', hard: true },
      datasets: ['corpus'],
      checkpoint: { location: 's3://mine', interval: 'PT10M' },
    });
  });
  expect(await screen.findByText(/starts elsewhere after 17 min; loses 10 min at most/)).toBeInTheDocument();
});

test('asks for a tenant before it asks the planner', async () => {
  const { requests } = renderPage(page, { answers, at: '/jobs/new' });

  expect(await screen.findByText('Choose the tenant whose job it is.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Submit' })).toBeDisabled();
  expect(requests.some(({ method }) => method === 'POST')).toBe(false);
});

test('is not for those who may not submit', async () => {
  renderPage(page, { answers, at: '/jobs/new', who: { ...anAdmin, role: 'VIEWER' } });

  expect(await screen.findByRole('alert')).toHaveTextContent('does not submit');
});

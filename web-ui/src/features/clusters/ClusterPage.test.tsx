import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { expect, test } from 'vitest';
import { aCapacity, aCluster, aClusterView, aNode, aRun } from '../../test/fixtures';
import { type Answers, anAdmin, renderPage } from '../../test/render';
import ClusterPage from './ClusterPage';

const page = (items: unknown[]) => ({ body: { items, nextCursor: null } });
const answers: Answers = {
  '/api/v1/clusters/north': {
    body: aClusterView({ quarantined: [{ node: 'n7', problem: 'devices: -1 is below 0' }] }),
  },
  '/api/v1/capacity': { body: { ...aCapacity(), clusters: [aCluster()] } },
  '/api/v1/nodes': page([aNode({ name: 'n1' }), aNode({ id: 2, name: 'n2', cordoned: true })]),
  '/api/v1/partitions': page([]),
  '/api/v1/runs': page([aRun({ nodes: ['n1'], milliDevices: 4_000 })]),
  '/api/v1/mass-stops': page([
    {
      id: 5,
      cluster: 'north',
      reason: 'PREEMPTED',
      runs: 12,
      runIds: [],
      askedAt: '2026-03-05T11:59:00Z',
      confirmedBy: null,
      confirmedAt: null,
    },
  ]),
  '/api/v1/orphans': page([]),
  '/api/v1/clusters/north/state': { body: aClusterView({ state: 'DRAINING', version: 5 }) },
};

const shown = (
  <Routes>
    <Route path="/clusters/:name" element={<ClusterPage />} />
  </Routes>
);

test('shows nodes by health and use, and what waits for a word', async () => {
  const user = userEvent.setup();
  renderPage(shown, { answers, at: '/clusters/north' });

  const nodes = await screen.findByRole('listbox', { name: /^Nodes by block/ });
  expect(await within(nodes).findByRole('option', { name: 'n1: healthy, 50% used' })).toBeInTheDocument();
  await user.click(within(nodes).getByRole('option', { name: /^n2: cordoned/ }));
  expect(await screen.findByText('8 / 8 H800')).toBeInTheDocument();
  expect(screen.getByText('devices: -1 is below 0')).toBeInTheDocument();
  expect(await screen.findByRole('button', { name: 'Let them stop' })).toBeInTheDocument();
});

test('a node tells how much others use of it and until when that is assumed', async () => {
  const user = userEvent.setup();
  const used = aNode({ foreignMilliDevices: 5_000, foreignEnds: [{ at: '2026-03-05T12:34:00Z', milliDevices: 3_000 }] });
  renderPage(shown, { answers: { ...answers, '/api/v1/nodes': page([used]) }, at: '/clusters/north' });

  await user.click(await screen.findByRole('option', { name: /^n1/ }));

  expect(await screen.findByText(/^5 devices; 3 devices assumed until .*2026.*:34:00/)).toBeInTheDocument();
});

test('nodes are walked by the arrow keys', async () => {
  const user = userEvent.setup();
  renderPage(shown, { answers, at: '/clusters/north' });
  const nodes = await screen.findByRole('listbox', { name: /^Nodes by block/ });

  nodes.focus();
  await user.keyboard('{ArrowRight}{ArrowRight}');

  expect(within(nodes).getByRole('option', { name: /^n2/ })).toHaveAttribute('aria-selected', 'true');
});

test('colours nodes by what is free on them, and keeps that in the address', async () => {
  const user = userEvent.setup();
  renderPage(shown, { answers, at: '/clusters/north?nodes=room' });

  expect(await screen.findByText('free in part 1')).toBeInTheDocument();
  expect(screen.getByText('nothing free 1')).toBeInTheDocument();
  await user.click(screen.getByText('Health', { selector: '.ant-segmented-item-label' }));
  expect(await screen.findByText('cordoned 1')).toBeInTheDocument();
});

test('gives a lost run up on an operator’s word, with how that is known', async () => {
  const user = userEvent.setup();
  const lost = aRun({ id: 'r-lost', state: 'LOST' });
  const { requests } = renderPage(shown, {
    answers: { ...answers, '/api/v1/runs': page([lost]), '/api/v1/runs/r-lost/give-up': { body: lost } },
    at: '/clusters/north',
    who: { ...anAdmin, role: 'CLUSTER_ADMIN', cluster: 'north' },
  });

  await user.click(await screen.findByRole('button', { name: /^It has ended: / }));
  const form = await screen.findByRole('dialog');
  expect(within(form).getByRole('button', { name: 'It has ended' })).toBeDisabled();
  await user.type(within(form).getByLabelText('How this is known'), 'the rack is off');
  await user.click(within(form).getByRole('button', { name: 'It has ended' }));

  await waitFor(async () => {
    const post = requests.find(({ url }) => url.endsWith('/runs/r-lost/give-up'));
    expect(await post?.clone().json()).toEqual({ reason: 'the rack is off' });
  });
});

test('drains what was read, after asking once more', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(shown, { answers, at: '/clusters/north' });

  await user.click(await screen.findByRole('button', { name: 'Drain' }));
  await user.click(within(await screen.findByRole('tooltip')).getByRole('button', { name: 'Drain' }));

  await waitFor(() => {
    const put = requests.find(({ method }) => method === 'PUT');
    expect(put?.headers.get('If-Match')).toBe('"4"');
  });
});

test('states where the operator shows logs', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(shown, {
    answers: { ...answers, '/api/v1/clusters/north/log-link': { body: aClusterView({ version: 5 }) } },
    at: '/clusters/north',
  });

  await user.click(await screen.findByRole('button', { name: 'Change: Logs at the operator' }));
  await user.click(await screen.findByRole('textbox', { name: /URL/ }));
  await user.paste('https://logs.example/{run}');
  await user.click(screen.getByRole('button', { name: 'Save' }));

  await waitFor(async () => {
    const put = requests.find(({ method }) => method === 'PUT');
    expect(put?.headers.get('If-Match')).toBe('"4"');
    expect(await put?.clone().json()).toEqual({ template: 'https://logs.example/{run}' });
  });
});

test('offers the admin of another cluster nothing it may not do', async () => {
  renderPage(shown, {
    answers,
    at: '/clusters/north',
    who: { ...anAdmin, role: 'CLUSTER_ADMIN', cluster: 'south' },
  });

  expect(await screen.findByRole('heading', { name: 'north' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Drain' })).not.toBeInTheDocument();
});

test('a member is not asked for orders it may not see', async () => {
  const { requests } = renderPage(shown, {
    answers,
    at: '/clusters/north',
    who: { ...anAdmin, role: 'MEMBER', tenant: 'east' },
    language: 'zh',
  });

  expect(await screen.findByText('节点', { selector: 'h2' })).toBeInTheDocument();
  expect(requests.some(({ url }) => url.includes('mass-stops'))).toBe(false);
});

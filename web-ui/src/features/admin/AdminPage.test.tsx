import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { aCapacity, aTenant } from '../../test/fixtures';
import { type Answers, anAdmin, renderPage } from '../../test/render';
import AdminPage from './AdminPage';

const page = (items: unknown[]) => ({ body: { items, nextCursor: null } });
const token = {
  id: 4,
  name: 'ming',
  role: 'MEMBER',
  tenantId: 1,
  clusterId: null,
  scopes: ['JOBS'],
  createdAt: '2026-03-01T12:00:00Z',
  createdBy: 'admin',
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: '2026-03-05T11:58:00Z',
};
const answers: Answers = {
  '/api/v1/access-tokens': { body: { items: [token], nextCursor: null, id: 5, secret: 'exaplan_once' } },
  '/api/v1/access-tokens/4': { body: {} },
  '/api/v1/tenants': page([aTenant()]),
  '/api/v1/capacity': { body: aCapacity() },
  '/api/v1/audit': page([
    {
      id: 1,
      at: '2026-03-05T11:00:00Z',
      actor: 'li',
      tokenId: 4,
      role: 'CLUSTER_ADMIN',
      tenant: null,
      cluster: 'north',
      action: 'cluster.state',
      subject: 'cluster/north',
      before: { state: 'ACTIVE' },
      after: { state: 'DRAINING' },
      reason: null,
    },
  ]),
};

afterEach(() => {
  vi.restoreAllMocks();
});

test('shows whose a token is, and revokes it after asking once more', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(<AdminPage />, { answers, at: '/admin' });

  expect(await screen.findByText('Tenant member')).toBeInTheDocument();
  expect(await screen.findByText('incubator-east · Jobs and runs')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Revoke: ming' }));
  await user.click(within(await screen.findByRole('tooltip')).getByRole('button', { name: 'Revoke' }));

  await waitFor(() => {
    expect(requests.filter(({ method }) => method === 'DELETE').map(({ url }) => new URL(url).pathname)).toEqual([
      '/api/v1/access-tokens/4',
    ]);
  });
});

test('issues a token and shows its secret once', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(<AdminPage />, { answers, at: '/admin' });

  await user.click(await screen.findByRole('button', { name: 'New token' }));
  await user.type(await screen.findByLabelText('Name'), 'dashboard');
  await user.click(screen.getByLabelText('What it may change'));
  await user.click(await screen.findByTitle('Only in some scopes'));
  await user.click(screen.getByLabelText('Scopes'));
  await user.click(await screen.findByTitle('Jobs and runs'));
  await user.click(screen.getByRole('button', { name: 'Issue' }));

  expect(await screen.findByText('exaplan_once')).toBeInTheDocument();
  const made = requests.find(({ method }) => method === 'POST');
  expect(await made?.clone().json()).toMatchObject({ name: 'dashboard', scopes: ['JOBS'] });
});

test('a token bound to other scopes issues and revokes none', async () => {
  renderPage(<AdminPage />, { answers, at: '/admin', who: { ...anAdmin, scopes: ['JOBS'] } });

  expect(await screen.findByText('incubator-east · Jobs and runs')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'New token' })).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Revoke: ming' })).not.toBeInTheDocument();
});

test('searches the audit by what was changed', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(<AdminPage />, { answers, at: '/admin?tab=audit' });

  await user.click(await screen.findByRole('button', { name: 'cluster/north' }));

  await waitFor(() => {
    expect(requests.some(({ url }) => new URL(url).searchParams.get('subject') === 'cluster/north')).toBe(true);
  });
  expect(await screen.findByText(/"state":"ACTIVE"/)).toBeInTheDocument();
});

test('searches the audit by whom, beside what', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(<AdminPage />, { answers, at: '/admin?tab=audit&subject=cluster/north' });

  await user.type(await screen.findByLabelText('By whom'), 'ming{Enter}');

  await waitFor(() => {
    const asked = requests.map(({ url }) => new URL(url).searchParams);
    expect(asked.some((query) => query.get('actor') === 'ming' && query.get('subject') === 'cluster/north')).toBe(true);
  });
});

test('tells with which token something was done, and searches by it', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(<AdminPage />, { answers, at: '/admin?tab=audit' });

  expect(await screen.findByText(/Cluster administrator · north/)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'token 4' }));

  await waitFor(() => {
    expect(requests.some(({ url }) => new URL(url).searchParams.get('token') === '4')).toBe(true);
  });
});

test('searches the audit by when, in the time of the reader, and saves what is found', async () => {
  const user = userEvent.setup();
  const saved: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:test', revokeObjectURL: () => undefined }));
  const { requests } = renderPage(<AdminPage />, {
    answers: { ...answers, '/api/v1/audit/export': { body: 'id,at' } },
    at: '/admin?tab=audit&actor=ming',
  });

  fireEvent.change(await screen.findByLabelText('From'), { target: { value: '2026-03-05T18:30' } });
  fireEvent.blur(screen.getByLabelText('From'));
  await waitFor(() => {
    const asked = requests.map(({ url }) => new URL(url).searchParams);
    expect(asked.some((query) => query.get('from') === '2026-03-05T10:30:00.000Z' && query.get('actor') === 'ming')).toBe(true);
  });
  await user.click(screen.getByRole('button', { name: 'Save as CSV: Audit' }));

  await waitFor(() => {
    expect(saved).toEqual(['exaplan-audit.csv']);
  });
  const exported = requests.map(({ url }) => new URL(url)).find(({ pathname }) => pathname === '/api/v1/audit/export');
  expect(Object.fromEntries(exported?.searchParams ?? [])).toEqual({ format: 'CSV', actor: 'ming', from: '2026-03-05T10:30:00.000Z' });
});

test('gives a token a new secret, shown once', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(<AdminPage />, {
    answers: { ...answers, '/api/v1/access-tokens/4/rotation': { body: { id: 5, secret: 'exaplan_rotated' } } },
    at: '/admin',
  });

  await user.click(await screen.findByRole('button', { name: /^New secret: / }));
  await user.click(await screen.findByRole('button', { name: 'New secret' }));

  expect(await screen.findByText('exaplan_rotated')).toBeInTheDocument();
  expect(requests.some(({ method, url }) => method === 'POST' && url.endsWith('/access-tokens/4/rotation'))).toBe(true);
});

test('is for administrators only', async () => {
  const { requests } = renderPage(<AdminPage />, { answers, who: { ...anAdmin, role: 'PLANNER' }, language: 'zh' });

  expect(await screen.findByRole('alert')).toHaveTextContent('您无权查看');
  expect(requests.some(({ url }) => url.includes('access-tokens'))).toBe(false);
});

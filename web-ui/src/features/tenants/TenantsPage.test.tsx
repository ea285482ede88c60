import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { anAllocation, aTarget, aTenant } from '../../test/fixtures';
import { type Answers, anAdmin, renderPage } from '../../test/render';
import TenantsPage from './TenantsPage';

const page = (items: unknown[]) => ({ body: { items, nextCursor: null } });
const answers: Answers = {
  '/api/v1/tenants': page([aTenant()]),
  '/api/v1/cohorts': page([{ id: 1, name: 'incubators' }]),
  '/api/v1/tenants/1': { body: aTenant({ version: 3 }) },
  '/api/v1/budgets': page([
    {
      id: 1,
      tenant: 'incubator-east',
      window: '2026-Q1',
      pflopsDays: 400,
      consumedPflopsDays: 100,
      remainingPflopsDays: 300,
      from: '2026-01-01T00:00:00Z',
      until: '2026-04-01T00:00:00Z',
      version: 1,
    },
  ]),
  '/api/v1/targets': page([aTarget({ scope: 'TENANT', tenant: 'incubator-east' })]),
  '/api/v1/allocations': page([anAllocation()]),
  '/api/v1/partitions': page([{ cluster: 'north', name: 'h800', acceleratorModel: 'H800' }]),
  '/api/v1/accelerator-models': page([{ key: 'H800', name: 'H800', accountingTflops: 1_000 }]),
};

test('shows quota, what is used of it, and what was promised', async () => {
  renderPage(<TenantsPage />, { answers });

  expect(await screen.findByRole('link', { name: 'incubator-east' })).toHaveAttribute('href', '/jobs?tenant=incubator-east');
  expect(await screen.findByText('64.0 PFLOPS · 64%')).toBeInTheDocument();
  expect(await screen.findByText('100 of 400 PFLOPS-days used, 25%')).toBeInTheDocument();
  expect(await screen.findByText('At risk')).toBeInTheDocument();
  expect(screen.getByText('91.0 EFLOPS expected by then')).toBeInTheDocument();
});

test('changes a quota on the version that was read', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(<TenantsPage />, { answers });

  await user.click(await screen.findByRole('button', { name: 'Change: incubator-east' }));
  await user.clear(await screen.findByLabelText('Quota, PFLOPS'));
  await user.type(screen.getByLabelText('Quota, PFLOPS'), '140');
  await user.click(screen.getByRole('button', { name: 'Save' }));

  await waitFor(() => {
    expect(requests.some(({ method }) => method === 'PUT')).toBe(true);
  });
  const put = requests.find(({ method }) => method === 'PUT');
  expect(put?.headers.get('If-Match')).toBe('"2"');
  expect(await put?.clone().json()).toMatchObject({ quota: { nominalPflops: 140, borrowingLimitPflops: 50, weight: 1 } });
});

test('a viewer changes nothing, and a cluster admin sees no tenants', async () => {
  const { unmount } = renderPage(<TenantsPage />, { answers, who: { ...anAdmin, role: 'VIEWER' } });
  await screen.findByRole('link', { name: 'incubator-east' });
  expect(screen.queryByRole('button', { name: /^Change/ })).not.toBeInTheDocument();
  unmount();

  renderPage(<TenantsPage />, { answers, who: { ...anAdmin, role: 'CLUSTER_ADMIN', cluster: 'north' }, language: 'zh' });
  expect(await screen.findByRole('alert')).toHaveTextContent('您无权查看');
});

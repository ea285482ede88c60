import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Declared, Delivery } from '../../shared/api/types';
import { aTarget } from '../../test/fixtures';
import { type Answers, anAdmin, renderPage } from '../../test/render';
import TargetsPage from './TargetsPage';

const delivery: Delivery = {
  id: 5,
  operator: 'Lakeside',
  cluster: 'north',
  model: '910C',
  devices: 2_000,
  expectedAt: '2026-04-01T00:00:00Z',
  document: 'purchase order',
  late: false,
  state: 'ANNOUNCED',
  closedAt: null,
  declaredCapacityId: null,
  version: 1,
};
const declared: Declared = {
  id: 6,
  operator: 'Harbour',
  site: 'harbour-hall',
  model: 'A800',
  devices: 1_200,
  pflops: null,
  precision: 'BF16',
  sparsity: 'DENSE',
  from: '2026-01-01T00:00:00Z',
  until: null,
  document: 'statement',
  replacedBy: null,
  counts: true,
  version: 2,
};
const page = (items: unknown[]) => ({ body: { items, nextCursor: null } });
const answers: Answers = {
  '/api/v1/targets': page([aTarget()]),
  '/api/v1/targets/1': { body: aTarget() },
  '/api/v1/deliveries': page([delivery]),
  '/api/v1/deliveries/5/arrival': { body: { ...delivery, state: 'ARRIVED' } },
  '/api/v1/declared-capacities': page([declared]),
  '/api/v1/accelerator-models': page([{ key: 'a800', name: 'A800' }]),
  '/api/v1/capacity/history': { status: 404 },
};

test('an arrival closes a delivery, as declared capacity at a site if no agent reports it', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(<TargetsPage />, { answers });

  await user.click(await screen.findByRole('button', { name: 'Arrived: #5' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByLabelText('Counted from now on'));
  await user.click(await screen.findByTitle('as declared capacity at a site'));
  await user.type(within(dialog).getByLabelText('Site'), 'hall-2');
  await user.click(within(dialog).getByRole('button', { name: 'Arrived' }));

  await waitFor(() => {
    expect(requests.some(({ method }) => method === 'POST')).toBe(true);
  });
  expect(await requests.find(({ method }) => method === 'POST')?.clone().json()).toEqual({ countedAs: 'DECLARED', site: 'hall-2' });
});

test('shows what is declared and whether it counts', async () => {
  renderPage(<TargetsPage />, { answers, who: { ...anAdmin, role: 'VIEWER' } });

  expect(await screen.findByText('harbour-hall')).toBeInTheDocument();
  expect(screen.getByText('counts')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^(Change|Delete|Arrived|New target)/ })).not.toBeInTheDocument();
});

test('a member sees the targets, and nothing of what operators state', async () => {
  const { requests } = renderPage(<TargetsPage />, { answers, who: { ...anAdmin, role: 'MEMBER', tenant: 'east' } });

  expect(await screen.findByText(aTarget().name)).toBeInTheDocument();
  expect(screen.queryByText('Declared capacity')).not.toBeInTheDocument();
  expect(requests.some(({ url }) => url.includes('declared-capacities'))).toBe(false);
});

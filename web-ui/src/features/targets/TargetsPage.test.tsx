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
  '/api/v1/targets/1/history': { status: 404 },
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

  expect(await screen.findByText(aTarget().name, { selector: 'b' })).toBeInTheDocument();
  expect(screen.queryByText('Declared capacity')).not.toBeInTheDocument();
  expect(requests.some(({ url }) => url.includes('declared-capacities'))).toBe(false);
});

test('shows how a promise to a tenant was kept, and which one stays in the address', async () => {
  const kept = aTarget({ id: 2, name: 'East by July', scope: 'TENANT', tenant: 'incubator-east', level: 'ALLOCATED', atLeast: 5 });
  const point = (at: string, value: number) => ({ at, value });
  const { requests } = renderPage(<TargetsPage />, {
    answers: {
      ...answers,
      '/api/v1/targets': page([aTarget(), kept]),
      '/api/v1/targets/2/history': {
        body: {
          basis: null,
          atLeast: 5,
          from: '2026-03-01T00:00:00Z',
          until: '2026-03-02T00:00:00Z',
          step: 'PT12H',
          points: [point('2026-03-01T00:00:00Z', 2), point('2026-03-01T12:00:00Z', 6)],
        },
      },
    },
  });

  expect(await screen.findByRole('img', { name: 'Line chart: what counted for East by July over time' })).toBeInTheDocument();
  const asked = requests.filter(({ url }) => url.includes('/targets/2/history'));
  expect(asked[0]?.url).toContain('step=PT2H');
});

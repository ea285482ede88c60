import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Dataset } from '../../shared/api/types';
import { without } from '../../shared/form/fields';
import { aTenant } from '../../test/fixtures';
import { type Answers, anAdmin, renderPage } from '../../test/render';
import DatasetsPage from './DatasetsPage';

const notes: Dataset = {
  id: 3,
  name: 'clinic-notes',
  description: null,
  sector: 'MEDICAL',
  steward: 'clinic',
  owner: 'incubator-east',
  licence: 'by agreement',
  sizeGib: 5_200,
  classification: 'CONFIDENTIAL',
  grants: ['west'],
  residency: ['north'],
  replicas: { north: '/data/notes' },
  version: 7,
};
const page = (items: unknown[]) => ({ body: { items, nextCursor: null } });
const answers: Answers = {
  '/api/v1/datasets': page([notes]),
  '/api/v1/datasets/3': { body: notes },
  '/api/v1/tenants': page([aTenant()]),
  '/api/v1/capacity': { status: 404 },
};

test('says who reads a dataset, where, and where copies lie', async () => {
  renderPage(<DatasetsPage />, { answers });

  expect(await screen.findByText('clinic-notes')).toBeInTheDocument();
  expect(screen.getByText('confidential')).toBeInTheDocument();
  expect(screen.getByText('west')).toBeInTheDocument();
  expect(screen.getByText('copies on north (/data/notes)')).toBeInTheDocument();
});

test('a change keeps what was not touched', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(<DatasetsPage />, { answers });

  await user.click(await screen.findByRole('button', { name: 'Change: clinic-notes' }));
  await user.clear(await screen.findByLabelText('Size, GiB'));
  await user.type(screen.getByLabelText('Size, GiB'), '6000');
  await user.click(screen.getByRole('button', { name: 'Save' }));

  await waitFor(() => {
    expect(requests.some(({ method }) => method === 'PUT')).toBe(true);
  });
  const put = requests.find(({ method }) => method === 'PUT');
  expect(put?.headers.get('If-Match')).toBe('"7"');
  expect(await put?.clone().json()).toEqual({ ...without(notes, 'id', 'version', 'description'), sizeGib: 6_000 });
});

test('a member changes its own data only; an operator sees none', async () => {
  const member = { ...anAdmin, role: 'MEMBER' as const, tenant: 'west' };
  const { unmount } = renderPage(<DatasetsPage />, { answers, who: member });
  await screen.findByText('clinic-notes');
  expect(screen.getByRole('button', { name: 'Register a dataset' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^Change/ })).not.toBeInTheDocument();
  unmount();

  renderPage(<DatasetsPage />, { answers, who: { ...anAdmin, role: 'CLUSTER_ADMIN', cluster: 'north' } });
  expect(screen.getByRole('alert')).toHaveTextContent('You may not see this');
});

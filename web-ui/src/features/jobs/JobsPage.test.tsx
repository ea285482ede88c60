import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { aJob } from '../../test/fixtures';
import { anAdmin, renderPage } from '../../test/render';
import JobsPage from './JobsPage';

const answers = { '/api/v1/jobs': { body: { items: [aJob()], nextCursor: null } } };

const asked = (requests: Request[]) =>
  requests.map(({ url }) => new URL(url)).filter(({ pathname }) => pathname === '/api/v1/jobs').at(-1)?.searchParams;

test('asks for what the address says', async () => {
  const { requests } = renderPage(<JobsPage />, { answers, at: '/jobs?state=QUEUED&tenant=clinic&order=OLDEST' });

  expect(await screen.findByRole('link', { name: 'train-7' })).toHaveAttribute('href', '/jobs/7');
  expect(asked(requests)?.getAll('state')).toEqual(['QUEUED']);
  expect(asked(requests)?.get('tenant')).toBe('clinic');
  expect(asked(requests)?.get('order')).toBe('OLDEST');
});

test('shows all again', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(<JobsPage />, { answers, at: '/jobs?state=QUEUED&kind=TRAINING' });
  await screen.findByText('train-7');

  await user.click(screen.getByRole('button', { name: 'Show all' }));

  await screen.findByText('train-7');
  expect(asked(requests)?.has('state')).toBe(false);
  expect(asked(requests)?.has('kind')).toBe(false);
});

test('offers submission to those who may submit', async () => {
  const { unmount } = renderPage(<JobsPage />, { answers });
  expect(await screen.findByRole('link', { name: 'New job' })).toBeInTheDocument();
  unmount();

  renderPage(<JobsPage />, { answers, who: { ...anAdmin, role: 'VIEWER' } });
  await screen.findByText('train-7');
  expect(screen.queryByRole('link', { name: 'New job' })).not.toBeInTheDocument();
});

test('says when nothing matches', async () => {
  renderPage(<JobsPage />, { answers: { '/api/v1/jobs': { body: { items: [], nextCursor: null } } } });

  expect(await screen.findByText('No job matches.')).toBeInTheDocument();
});

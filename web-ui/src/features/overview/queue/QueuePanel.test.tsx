import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { aJob } from '../../../test/fixtures';
import { type Answers, renderPage } from '../../../test/render';
import { QueuePanel } from './QueuePanel';

const counts = {
  queued: 12,
  scheduled: 9_800,
  active: 60,
  suspended: 0,
  succeeded: 0,
  failed: 0,
  cancelled: 0,
};

const answering = (jobs: unknown[], nextCursor: string | null = null): { answers: Answers } => ({
  answers: {
    '/api/v1/jobs': { body: { items: jobs, nextCursor } },
    '/api/v1/jobs/counts': { body: counts },
  },
});

test('shows who waits for what, and how many there are', async () => {
  renderPage(<QueuePanel />, answering([aJob()], 'next'));

  expect(await screen.findByText('train-7')).toBeInTheDocument();
  expect(screen.getByText('8 × 8 devices')).toBeInTheDocument();
  expect(await screen.findByText('1–1 of 9,812')).toBeInTheDocument();
});

test('walks to the next page and back', async () => {
  const user = userEvent.setup();
  renderPage(<QueuePanel />, answering([aJob()], 'next'));
  await screen.findByText('train-7');

  await user.click(screen.getByRole('button', { name: 'Next page' }));
  expect(await screen.findByText('26–26 of 9,812')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Previous page' }));

  expect(await screen.findByText('1–1 of 9,812')).toBeInTheDocument();
});

test('says when nothing waits', async () => {
  renderPage(<QueuePanel />, answering([]));

  expect(await screen.findByText('Nothing waits.')).toBeInTheDocument();
});

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Webhook, WebhookMessage } from '../../shared/api/types';
import { aTenant } from '../../test/fixtures';
import { type Answers, anAdmin, renderPage } from '../../test/render';
import WebhooksPage from './WebhooksPage';

const hook: Webhook = { id: 2, tenant: 'incubator-east', url: 'https://team.example/told', events: ['FAILED'], active: true, version: 1 };
const sent: WebhookMessage = {
  id: 9,
  event: 'job.failed',
  jobId: 17,
  state: 'GIVEN_UP',
  attempts: 8,
  createdAt: '2026-03-05T11:00:00Z',
  lastAttemptAt: '2026-03-05T11:30:00Z',
  lastStatus: 502,
  lastError: 'It answered 502.',
  nextAttemptAt: null,
};
const page = (items: unknown[]) => ({ body: { items, nextCursor: null } });
const answers: Answers = {
  '/api/v1/webhooks': page([hook]),
  '/api/v1/webhooks/2/deliveries': page([sent]),
  '/api/v1/webhooks/2/secret': { body: { id: 2, secret: 'whsec-new' } },
  '/api/v1/tenants': page([aTenant()]),
};

test('the log of a webhook says what was sent and what came of it', async () => {
  const user = userEvent.setup();
  renderPage(<WebhooksPage />, { answers });

  await user.click(await screen.findByRole('button', { name: 'Log: #2' }));

  const log = await screen.findByRole('region', { name: 'What was sent to webhook #2' });
  expect(await within(log).findByText('given up')).toBeInTheDocument();
  expect(within(log).getByText('HTTP 502 · It answered 502.')).toBeInTheDocument();
  expect(within(log).getByRole('link', { name: '#17' })).toHaveAttribute('href', '/jobs/17');
});

test('a new secret is shown once', async () => {
  const user = userEvent.setup();
  renderPage(<WebhooksPage />, { answers });

  await user.click(await screen.findByRole('button', { name: 'New secret: #2' }));
  await user.click(within(await screen.findByRole('tooltip')).getByRole('button', { name: 'New secret' }));

  expect(await screen.findByText('whsec-new')).toBeInTheDocument();
});

test('who has no jobs has no webhooks', () => {
  renderPage(<WebhooksPage />, { answers, who: { ...anAdmin, role: 'VIEWER' } });

  expect(screen.getByRole('alert')).toHaveTextContent('You may not see this');
});

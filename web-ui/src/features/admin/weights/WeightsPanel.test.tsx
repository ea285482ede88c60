import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { anAdmin, renderPage } from '../../../test/render';
import { WeightsPanel } from './WeightsPanel';

const configured = { unplaced: 1, waiting: 10, lateness: 20, churn: 1, preemption: 1_000, shortfall: 1_000, transfer: 100, fragmentation: 3_600, energy: 1_000 };
const answers = {
  '/api/v1/weights': {
    body: { version: 3, weights: { ...configured, waiting: 25 }, configured, statedBy: 'li', statedAt: '2026-03-05T11:00:00Z' },
  },
};

test('tells the weights, what the configuration says otherwise, and who changed them', async () => {
  renderPage(<WeightsPanel />, { answers });

  const waiting = (await screen.findByText('Waiting')).closest('li') as HTMLElement;
  expect(waiting).toHaveTextContent('configured 10 25');
  expect(screen.getByText(/Stated by li/)).toBeInTheDocument();
});

test('sends all of them, based on what was read', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(<WeightsPanel />, { answers });

  await user.click(await screen.findByRole('button', { name: 'Change: Weights of the score' }));
  const energy = within(await screen.findByRole('dialog')).getByLabelText('Energy');
  await user.clear(energy);
  await user.type(energy, '5');
  await user.click(screen.getByRole('button', { name: 'Save' }));

  await waitFor(() => {
    expect(requests.some(({ method }) => method === 'PUT')).toBe(true);
  });
  const put = requests.find(({ method }) => method === 'PUT');
  expect(put?.headers.get('If-Match')).toBe('"3"');
  expect(await put?.json()).toEqual({ ...configured, waiting: 25, energy: 5 });
});

test('a token that only reads is offered no change', async () => {
  renderPage(<WeightsPanel />, { answers, who: { ...anAdmin, scopes: [] } });

  await screen.findByText('Energy');
  expect(screen.queryByRole('button', { name: /^Change/ })).not.toBeInTheDocument();
});

import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderPage } from '../../../test/render';
import { WaitsPanel } from './WaitsPanel';

const group = {
  kind: 'TRAINING_GROUND',
  sector: 'MEDICAL',
  waiting: 12,
  withoutStart: 2,
  meanPredictedWaitSeconds: 5_400,
  longestWaitSeconds: 10_800,
  started: 40,
  medianWaitSeconds: 600,
  ninthDecileWaitSeconds: null,
};

const answering = (groups: unknown[]) => ({
  answers: { '/api/v1/jobs/waits': { body: { since: '2026-03-04T12:00:00Z', groups } } },
});

test('tells who waits and how long it took, by kind and sector', async () => {
  renderPage(<WaitsPanel />, answering([group]));

  const row = (await screen.findByText('medical')).closest('tr') as HTMLElement;
  expect(within(row).getAllByRole('cell').map(({ textContent }) => textContent)).toEqual([
    'training ground',
    'medical',
    '12',
    '2',
    '3 h 0 min',
    '1 h 30 min',
    '40',
    '10 min',
    '–',
  ]);
});

test('says when nobody waits and nothing started', async () => {
  renderPage(<WaitsPanel />, answering([]));

  expect(await screen.findByText(/Nothing waits/)).toBeInTheDocument();
});

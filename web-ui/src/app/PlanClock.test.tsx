import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { NOON, renderPage } from '../test/render';
import { PlanClock } from './PlanClock';

test('says how fast plan time runs', async () => {
  renderPage(<PlanClock />, {
    answers: { '/api/v1/plan-time': { body: { now: NOON, rate: 120, wall: NOON } } },
  });

  expect(await screen.findByText('runs 120x')).toBeInTheDocument();
});

test('says that it runs with the wall clock', async () => {
  renderPage(<PlanClock />);

  expect(await screen.findByText('runs with the wall clock')).toBeInTheDocument();
});

test('shows no time it does not know', async () => {
  renderPage(<PlanClock />, { answers: { '/api/v1/plan-time': 'silence' } });

  expect(await screen.findByText('Plan time unknown')).toBeInTheDocument();
});

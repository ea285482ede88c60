import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderPage } from '../../../test/render';
import { PlanPanel } from './PlanPanel';

const plan = {
  version: 1_204,
  publishedAt: '2026-03-05T11:57:30Z',
  planTime: '2026-03-05T12:00:00Z',
  cause: 'IMPROVEMENT',
  score: { hard: 0, medium: -112, soft: -48_213 },
  broken: [],
  costs: [],
  kpis: {},
  changes: 3,
};

const answering = (items: unknown[]) => ({
  answers: { '/api/v1/plans': { body: { items, nextCursor: null } } },
});

test('shows the active version, its age and its score', async () => {
  renderPage(<PlanPanel />, answering([plan]));

  expect(await screen.findByText('1,204')).toBeInTheDocument();
  expect(await screen.findByText('2 min ago')).toBeInTheDocument();
  expect(screen.getByText('a better plan was found')).toBeInTheDocument();
  expect(screen.getByText('0 / -112 / -48,213')).toBeInTheDocument();
  expect(screen.getByText('No violation of a hard rule')).toBeInTheDocument();
});

test('a broken hard rule is told', async () => {
  renderPage(<PlanPanel />, answering([{ ...plan, score: { ...plan.score, hard: -2 } }]));

  expect(await screen.findByText('Hard rules violated: 2')).toBeInTheDocument();
});

test('runs over their time are no violation of the plan', async () => {
  renderPage(<PlanPanel />, answering([{ ...plan, broken: [{ rule: 'QUOTA', overrun: true, times: 4, example: null }] }]));

  expect(await screen.findByText('Runs over their time: 4')).toBeInTheDocument();
  expect(screen.getByText('No violation of a hard rule')).toBeInTheDocument();
});

test('says when there is no plan yet', async () => {
  renderPage(<PlanPanel />, answering([]));

  expect(await screen.findByText('No plan has been published yet.')).toBeInTheDocument();
});

import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { TermCost } from '../../../shared/api/types';
import { renderPage } from '../../../test/render';
import { Costs } from './Costs';

const cells = (name: RegExp) =>
  within(screen.getByRole('row', { name })).getAllByRole('cell').map(({ textContent }) => textContent);

test('shows what a search changed by each constraint', () => {
  const costs: TermCost[] = [
    { constraint: 'WAITING', level: 'SOFT', before: 90_000, cost: 60_000 },
    { constraint: 'CHURN', level: 'SOFT', before: 0, cost: 1_200 },
  ];
  renderPage(<Costs costs={costs} />);

  expect(cells(/^Waiting/)).toEqual(['90,000', '60,000', '-30,000']);
  expect(cells(/^Moved starts/)).toEqual(['0', '1,200', '+1,200']);
});

test('compares nothing where no search was', () => {
  renderPage(<Costs costs={[{ constraint: 'UNPLACED', level: 'MEDIUM', before: null, cost: 7 }]} />);

  expect(cells(/^Jobs without a start/)).toEqual(['7']);
});

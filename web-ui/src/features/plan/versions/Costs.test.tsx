import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { TermCost } from '../../../shared/api/types';
import { renderPage } from '../../../test/render';
import { Costs } from './Costs';

const cells = (name: RegExp) =>
  within(screen.getByRole('row', { name })).getAllByRole('cell').map(({ textContent }) => textContent);

test('compares what a search began with and what it found, and tells the score apart', () => {
  const costs: TermCost[] = [
    { constraint: 'WAITING', level: 'SOFT', before: 90_000, found: 60_000, cost: 95_000 },
    { constraint: 'CHURN', level: 'SOFT', before: 0, found: 1_200, cost: 0 },
  ];
  renderPage(<Costs costs={costs} />);

  expect(cells(/^Waiting/).slice(-4)).toEqual(['90,000', '60,000', '-30,000', '95,000']);
  expect(cells(/^Moved starts/).slice(-4)).toEqual(['0', '1,200', '+1,200', '0']);
});

test('compares nothing where no search was', () => {
  renderPage(<Costs costs={[{ constraint: 'UNPLACED', level: 'MEDIUM', before: null, found: null, cost: 7 }]} />);

  expect(cells(/^Jobs without a start/).at(-1)).toBe('7');
  expect(screen.queryByText('Found')).not.toBeInTheDocument();
});

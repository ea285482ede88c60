import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { formatOf } from '../../../shared/format/useFormat';
import { translator } from '../../../shared/i18n/messages';
import { anExplanation } from '../../../test/fixtures';
import { renderPage } from '../../../test/render';
import { Places } from './Places';

const t = translator('en');
const tongue = { t, format: formatOf('en', t), now: Date.parse('2026-03-05T12:00:00Z') };

test('compares its place with others, rule by rule', () => {
  renderPage(<Places places={anExplanation().places} tongue={tongue} />);

  const cells = (name: RegExp) =>
    within(screen.getByRole('row', { name })).getAllByRole('cell').map(({ textContent }) => textContent);
  expect(cells(/^Waiting/)).toEqual(['1,200it waits for 4 h 00 min', '3,000it waits for 10 h 00 min']);
  expect(cells(/^Quota/)).toEqual(['–', '50.001 PFLOPS-hours beyond the quota and what may be borrowed']);
  expect(cells(/^Ends/)[1]).toBe('–');
  expect(screen.getByRole('columnheader', { name: /north\/h800/ })).toHaveTextContent('where it is');
});

test('says the values behind a charge in Chinese too', () => {
  renderPage(<Places places={anExplanation().places} tongue={tongue} />, { language: 'zh' });

  expect(screen.getByText('等待 10 小时 00 分')).toBeInTheDocument();
  expect(screen.getByText('超出配额及可借用部分 0.001 P·小时')).toBeInTheDocument();
});

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
  expect(cells(/^Waiting/)).toEqual(['1,200', '3,000']);
  expect(cells(/^Quota/)).toEqual(['–', '5']);
  expect(cells(/^Ends/)[1]).toBe('–');
  expect(screen.getByRole('columnheader', { name: /north\/h800/ })).toHaveTextContent('where it is');
});

import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderPage } from '../../test/render';
import { FreshnessCell } from './FreshnessCell';

test('counts the age on the server’s clock', async () => {
  renderPage(<FreshnessCell cluster={{ freshness: 'STALE', lastSyncAt: '2026-03-05T11:57:30Z' }} />);

  expect(await screen.findByText('2 min ago')).toBeInTheDocument();
  expect(screen.getByText('Stale')).toBeInTheDocument();
});

test('says when an agent never spoke', () => {
  renderPage(<FreshnessCell cluster={{ freshness: 'LOST', lastSyncAt: null }} />);

  expect(screen.getByText('never synced')).toBeInTheDocument();
});

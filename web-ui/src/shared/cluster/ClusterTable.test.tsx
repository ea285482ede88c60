import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aCluster, aFunnel, aLevel } from '../../test/fixtures';
import { renderPage } from '../../test/render';
import { ClusterTable } from './ClusterTable';

const devices = (n: number) => ({ ...aLevel(n / 2), milliDevices: n * 1_000 });

test('shows a cluster’s devices, share and trouble in one row', () => {
  const funnel = aFunnel({ installed: devices(640), schedulable: devices(600), allocated: devices(150) });

  renderPage(<ClusterTable clusters={[aCluster({ name: 'north', funnel, quarantinedNodes: 5 })]} />);

  const row = within(screen.getByRole('row', { name: /north/ }));
  expect(row.getAllByRole('cell').map((cell) => cell.textContent)).toEqual([
    'northNorthern Compute',
    'Active',
    expect.stringMatching(/^Fresh /),
    '320.0',
    '640',
    '600',
    '150',
    '25%',
    '3',
    '125',
    '5',
  ]);
});

test('does not call unknown FLOPS none', () => {
  const installed = { ...aLevel(0), milliDevices: 312_000, unknownFlopsMilliDevices: 312_000 };

  renderPage(<ClusterTable clusters={[aCluster({ funnel: aFunnel({ installed }) })]} />);

  expect(screen.getByRole('cell', { name: 'unknown' })).toBeInTheDocument();
});

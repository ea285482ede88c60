import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aRun } from '../../test/fixtures';
import { renderPage } from '../../test/render';
import { Progress } from './Progress';

test('shows the share, the end and how long until then', async () => {
  renderPage(
    <Progress run={aRun({ started: '2026-03-05T11:00:00Z', expectedEnd: '2026-03-05T13:00:30Z' })} />,
  );

  expect(await screen.findByRole('meter')).toHaveAttribute('aria-valuenow', '50');
  expect(screen.getByText(/^ends /)).toBeInTheDocument();
});

test('says by how much a run is late', async () => {
  renderPage(
    <Progress run={aRun({ started: '2026-03-05T11:00:00Z', expectedEnd: '2026-03-05T11:50:00Z' })} />,
  );

  expect(await screen.findByText('over by 10 min')).toBeInTheDocument();
});

test('gives a service without an end no bar', async () => {
  renderPage(<Progress run={aRun({ expectedEnd: null })} />);

  expect(await screen.findByText('open end')).toBeInTheDocument();
  expect(screen.queryByRole('meter')).not.toBeInTheDocument();
});

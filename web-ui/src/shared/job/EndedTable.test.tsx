import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aRun } from '../../test/fixtures';
import { renderPage } from '../../test/render';
import { EndedTable } from './EndedTable';

test('says how a run ended, how long it ran and why', () => {
  const failed = aRun({
    state: 'FAILED',
    ended: '2026-03-05T12:34:00Z',
    exitCode: 137,
    reason: 'OutOfMemory',
    message: 'worker 3 was killed',
    attempt: 2,
  });

  renderPage(<EndedTable runs={[failed]} />);

  expect(screen.getByText('Failed')).toBeInTheDocument();
  expect(screen.getByText('34 min')).toBeInTheDocument();
  expect(screen.getByText('OutOfMemory · exit code 137 · attempt 2')).toBeInTheDocument();
  expect(screen.getByText('worker 3 was killed')).toBeInTheDocument();
});

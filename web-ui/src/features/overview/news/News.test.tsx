import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aCapacity, aJob, aRun } from '../../../test/fixtures';
import { type Answers, renderPage } from '../../../test/render';
import { AlertsPanel } from './AlertsPanel';
import { LastHourPanel } from './LastHourPanel';

const page = (items: unknown[]) => ({ body: { items, nextCursor: null } });
const quiet: Answers = {
  '/api/v1/capacity': { body: { ...aCapacity(), clusters: [], announced: [] } },
  '/api/v1/plans': page([]),
  '/api/v1/targets': page([]),
  '/api/v1/mass-stops': page([]),
  '/api/v1/orphans': page([]),
};

test('says that nothing needs a look only when all was asked', async () => {
  renderPage(<AlertsPanel />, { answers: quiet });

  expect(await screen.findByText('Nothing needs a look.')).toBeInTheDocument();
});

test('what cannot be asked is not quiet', async () => {
  renderPage(<AlertsPanel />, { answers: { ...quiet, '/api/v1/targets': { status: 500 } } });

  expect(await screen.findByText(/^Not all that could call for attention/)).toBeInTheDocument();
  expect(screen.queryByText('Nothing needs a look.')).not.toBeInTheDocument();
});

const fact = async (name: string) => (await screen.findByText(name)).nextElementSibling;

test('tells what changed within the hour, and which runs did not end well', async () => {
  renderPage(<LastHourPanel />, {
    answers: {
      ...quiet,
      '/api/v1/jobs': page([aJob({ submittedAt: '2026-03-05T11:30:00Z' }), aJob({ submittedAt: '2026-03-05T10:30:00Z' })]),
      '/api/v1/runs': page([
        aRun({ id: 'a', state: 'FAILED', jobName: 'fell', ended: '2026-03-05T11:50:00Z' }),
        aRun({ id: 'b', state: 'SUCCEEDED', jobName: 'went-well', ended: '2026-03-05T11:40:00Z' }),
        aRun({ id: 'c', state: 'PREEMPTED', jobName: 'gave-way', ended: '2026-03-05T10:00:00Z' }),
      ]),
    },
  });

  expect(await fact('Jobs submitted')).toHaveTextContent('1');
  expect(await fact('Runs failed')).toHaveTextContent('1');
  const ill = await screen.findByRole('list', { name: 'Failed and preempted' });
  expect(within(ill).getAllByRole('listitem')).toHaveLength(1);
  expect(within(ill).getByRole('link', { name: 'fell' })).toBeInTheDocument();
});

test('what is not known is not none', async () => {
  renderPage(<LastHourPanel />, { answers: { ...quiet, '/api/v1/runs': { status: 500 }, '/api/v1/jobs': { status: 500 } } });

  expect(await fact('Runs failed')).toHaveTextContent('–');
  expect(await fact('Jobs submitted')).toHaveTextContent('–');
});

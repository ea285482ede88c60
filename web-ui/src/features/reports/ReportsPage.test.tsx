import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Report } from '../../shared/api/types';
import { type Answers, anAdmin, renderPage } from '../../test/render';
import ReportsPage from './ReportsPage';

const report: Report = {
  month: '2026-02',
  from: '2026-02-01T00:00:00Z',
  until: '2026-03-01T00:00:00Z',
  frozenAt: '2026-03-01T00:05:00Z',
  lines: [{ dimension: 'CITY', name: 'city', figure: 'USED', value: 300 }],
  corrections: [
    { dimension: 'CITY', name: 'city', figure: 'USED', value: 320, reason: 'a site reported late', actor: 'planner', at: '2026-03-09T00:00:00Z' },
  ],
};
const answers: Answers = {
  '/api/v1/reports': { body: { items: [{ month: '2026-02', from: report.from, until: report.until, frozenAt: report.frozenAt, corrections: 1 }], nextCursor: null } },
  '/api/v1/reports/2026-02': { body: report },
  '/api/v1/reports/2026-02/corrections': { body: report },
};

test('shows the newest month, what was frozen and what was corrected', async () => {
  renderPage(<ReportsPage />, { answers });

  expect(await screen.findByText('Report of 2026-02')).toBeInTheDocument();
  expect(screen.getByText('300', { selector: 'del' })).toBeInTheDocument();
  expect(screen.getByText('a site reported late')).toBeInTheDocument();
});

test('a correction is written beside the figure', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(<ReportsPage />, { answers });

  await user.click(await screen.findByRole('button', { name: 'Correct' }));
  await user.type(await screen.findByLabelText('Should have been'), '310');
  await user.type(screen.getByLabelText('Reason'), 'counted twice');
  await user.click(screen.getByRole('button', { name: 'Write down' }));

  await waitFor(() => {
    expect(requests.some(({ method }) => method === 'POST')).toBe(true);
  });
  expect(await requests.find(({ method }) => method === 'POST')?.clone().json()).toEqual({
    dimension: 'CITY',
    name: 'city',
    figure: 'USED',
    value: 310,
    reason: 'counted twice',
  });
});

test('a viewer corrects nothing', async () => {
  renderPage(<ReportsPage />, { answers, who: { ...anAdmin, role: 'VIEWER' } });

  await screen.findByText('Report of 2026-02');
  expect(screen.queryByRole('button', { name: 'Correct' })).not.toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Save as CSV: 2026-02' })).toBeInTheDocument();
});

import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { aCapacity, aCluster, aReservation, aTenant } from '../../test/fixtures';
import { type Answers, anAdmin, renderPage } from '../../test/render';
import ReservationsPage from './ReservationsPage';

const page = (items: unknown[]) => ({ body: { items, nextCursor: null } });
const answers: Answers = {
  '/api/v1/reservations': page([aReservation()]),
  '/api/v1/reservations/4': { body: aReservation() },
  '/api/v1/capacity': { body: { ...aCapacity(), clusters: [aCluster({ name: 'north' })] } },
  '/api/v1/partitions': page([{ cluster: 'north', name: 'h800' }]),
  '/api/v1/tenants': page([aTenant()]),
};

test('says what is held for whom, when next, and how it comes back', async () => {
  renderPage(<ReservationsPage />, { answers });

  expect(await screen.findByText('north/h800')).toBeInTheDocument();
  expect(screen.getByText('#4 · 64 devices')).toBeInTheDocument();
  expect(screen.getByText('incubator-east')).toBeInTheDocument();
  expect(screen.getByText('weekly: Fri')).toBeInTheDocument();
});

test('a change is sent on the version that was read, with what the form asks for and nothing else', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(<ReservationsPage />, { answers });

  await user.click(await screen.findByRole('button', { name: 'Change: north #4' }));
  await user.clear(await screen.findByLabelText('Devices'));
  await user.type(screen.getByLabelText('Devices'), '32');
  await user.click(screen.getByRole('button', { name: 'Save' }));

  await waitFor(() => {
    expect(requests.some(({ method }) => method === 'PUT')).toBe(true);
  });
  const put = requests.find(({ method }) => method === 'PUT');
  expect(put?.headers.get('If-Match')).toBe('"2"');
  expect(await put?.clone().json()).toEqual({
    cluster: 'north',
    partition: 'h800',
    devices: 32,
    tenant: 'incubator-east',
    start: '2026-03-06T08:00:00Z',
    end: '2026-03-06T10:00:00Z',
    reason: 'driving challenge',
    recurrence: { frequency: 'WEEKLY', interval: 1, weekdays: ['FRIDAY'] },
  });
});

test('what the server refuses stands at its field, in the reader’s language', async () => {
  const user = userEvent.setup();
  renderPage(<ReservationsPage />, {
    language: 'zh',
    answers: {
      ...answers,
      '/api/v1/reservations/4': {
        status: 400,
        body: {
          type: 'urn:exaplan:problem:invalid',
          detail: '1 field cannot be accepted: end.',
          errors: [{ field: 'end', value: null, message: 'State a time after start.' }],
        },
      },
    },
  });

  await user.click(await screen.findByRole('button', { name: '更改: north #4' }));
  await user.click(await screen.findByRole('button', { name: /保\s*存/ }));

  expect(await screen.findByText('请填写晚于开始的时间。')).toBeInTheDocument();
  expect(screen.getByText('有 1 个字段不被接受。')).toBeInTheDocument();
});

test('a viewer changes nothing; an operator changes what is on its own cluster', async () => {
  const { unmount } = renderPage(<ReservationsPage />, { answers, who: { ...anAdmin, role: 'VIEWER' } });
  await screen.findByText('north/h800');
  expect(screen.queryByRole('button', { name: 'Reserve' })).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^Cancel/ })).not.toBeInTheDocument();
  unmount();

  renderPage(<ReservationsPage />, { answers, who: { ...anAdmin, role: 'CLUSTER_ADMIN', cluster: 'south' } });
  await screen.findByText('north/h800');
  expect(screen.getByRole('button', { name: 'Reserve' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^Cancel/ })).not.toBeInTheDocument();
});

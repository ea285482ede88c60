import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { aRun } from '../../../test/fixtures';
import { type Answer, anAdmin, renderPage } from '../../../test/render';
import { RunLog } from './RunLog';

const run = aRun();
const PATH = `/api/v1/runs/${run.id}/logs`;
const aLog = { runId: run.id, lines: ['epoch 1 loss 2.31', 'epoch 2 loss 2.07'], truncated: true, readAt: '2026-03-05T12:00:00Z', problem: null };

const shown = (answer: Answer, given: Parameters<typeof renderPage>[1] = {}) =>
  renderPage(<RunLog jobId={7} />, {
    at: `/jobs/7?log=${run.id}`,
    ...given,
    answers: { '/api/v1/runs': { body: { items: [run], nextCursor: null } }, [PATH]: answer },
  });

const asked = (requests: Request[]) => requests.filter(({ url }) => new URL(url).pathname === PATH);

test('asks the agent only when somebody wants to see the log', async () => {
  const user = userEvent.setup();
  const { requests } = shown({ body: aLog }, { at: '/jobs/7' });

  const button = await screen.findByRole('button', { name: 'Show the log' });
  expect(asked(requests)).toEqual([]);
  await user.click(button);

  expect(await screen.findByRole('log')).toHaveTextContent('epoch 1 loss 2.31 epoch 2 loss 2.07');
  expect(screen.getByText(/There are older lines/)).toBeInTheDocument();
  expect(screen.getByRole('switch', { name: 'Follow' })).toBeChecked();
});

test('goes on asking while it follows a run that has not ended', async () => {
  const { requests } = shown({ body: aLog });

  await screen.findByRole('log');
  await waitFor(() => {
    expect(asked(requests).length).toBeGreaterThan(1);
  });
});

test('says that nothing was written yet', async () => {
  shown({ body: { ...aLog, lines: [], truncated: false } });

  expect(await screen.findByText('It has written nothing.')).toBeInTheDocument();
});

test('says why the agent could not read it', async () => {
  shown({ body: { ...aLog, lines: [], problem: 'The pod is gone.' } });

  expect(await screen.findByRole('alert')).toHaveTextContent('The pod is gone.');
});

test('tells a silent cluster from a server that is away', async () => {
  shown({
    status: 503,
    body: {
      type: 'https://exaplan.io/problems/unavailable',
      detail: "The cluster's agent did not tell the log within 10 s.\nMaybe it is silent, or older than logs are; see the cluster's freshness.",
    },
  }, { language: 'zh' });

  const said = await screen.findByRole('alert');
  expect(said).toHaveTextContent('10');
  expect(said).not.toHaveTextContent('无法连接');
});

test('is not offered to whom the server would refuse it', async () => {
  const { requests } = shown({ body: aLog }, { who: { ...anAdmin, role: 'VIEWER' } });

  await waitFor(() => {
    expect(asked(requests)).toEqual([]);
  });
  expect(screen.queryByRole('log')).not.toBeInTheDocument();
});

test('leads to the logs of the operator, where there are some', async () => {
  const link = 'https://logs.example/runs/7';
  renderPage(<RunLog jobId={7} />, {
    at: '/jobs/7',
    answers: { '/api/v1/runs': { body: { items: [aRun({ logLink: link })], nextCursor: null } } },
  });

  expect(await screen.findByRole('link', { name: 'Logs of cluster north at its operator' })).toHaveAttribute('href', link);
});

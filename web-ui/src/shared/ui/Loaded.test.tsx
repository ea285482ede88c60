import { useQuery } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { ApiProblem, Unreachable } from '../api/trouble';
import { renderPage } from '../../test/render';
import { Loaded } from './Loaded';

function Part({ answer }: { answer: () => Promise<string> }) {
  const query = useQuery({ queryKey: ['part'], queryFn: answer, retry: false });
  return <Loaded query={query}>{(data) => <p>{data}</p>}</Loaded>;
}

test('shows a placeholder, then the answer', async () => {
  renderPage(<Part answer={() => Promise.resolve('here')} />);

  expect(screen.getByRole('status', { name: 'Loading' })).toBeInTheDocument();
  expect(await screen.findByText('here')).toBeInTheDocument();
});

test('says that it may not be seen, and offers no second try', async () => {
  renderPage(<Part answer={() => Promise.reject(new ApiProblem(403, 'urn:test', 'no'))} />);

  expect(await screen.findByRole('alert')).toHaveTextContent('You may not see this.');
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('says what there is not, and offers no second try', async () => {
  renderPage(<Part answer={() => Promise.reject(new ApiProblem(404, 'urn:test', 'There is no job (7).'))} />);

  expect(await screen.findByRole('alert')).toHaveTextContent(/^There is no job \(7\)\.$/);
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('tries again when asked to', async () => {
  const answers = [() => Promise.reject(new Unreachable(null)), () => Promise.resolve('back')];
  renderPage(<Part answer={() => (answers.shift() ?? answers[0])?.() ?? Promise.resolve('')} />);
  await screen.findByText('The server cannot be reached.');

  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));

  expect(await screen.findByText('back')).toBeInTheDocument();
});

function Refreshed({ answer }: { answer: () => Promise<string> }) {
  const query = useQuery({ queryKey: ['part'], queryFn: answer, retry: false });
  return (
    <>
      <button onClick={() => void query.refetch()}>refresh</button>
      <Loaded query={query}>{(data) => <p>{data}</p>}</Loaded>
    </>
  );
}

test('keeps old figures in sight and says how old they are', async () => {
  const answers = ['old figures'];
  const answer = () => {
    const next = answers.shift();
    return next === undefined ? Promise.reject(new Unreachable(null)) : Promise.resolve(next);
  };
  renderPage(<Refreshed answer={answer} />);
  await screen.findByText('old figures');

  await userEvent.click(screen.getByRole('button', { name: 'refresh' }));

  expect(await screen.findByText(/cannot be reached\. Shown as of \d/)).toBeInTheDocument();
  expect(screen.getByText('old figures')).toBeInTheDocument();
});

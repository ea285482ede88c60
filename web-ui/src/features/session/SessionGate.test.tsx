import { screen } from '@testing-library/react';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { LanguageProvider } from '../../shared/i18n/LanguageProvider';
import { ThemeProvider } from '../../shared/theme/ThemeProvider';
import { type Answer, serve } from '../../test/render';
import { AccountMenu } from './AccountMenu';
import { SessionGate } from './SessionGate';
import { TokenStore } from './tokenStore';

const member = { name: 'lin', role: 'MEMBER', tenant: 'incubator-east', cluster: null };

beforeEach(() => {
  sessionStorage.clear();
});

function open(answer: Answer, token: string | null = null) {
  const requests = serve({ '/api/v1/session': answer });
  const tokens = new TokenStore(sessionStorage, window.location, window.history);
  if (token !== null) {
    tokens.signIn(token);
  }
  render(
    <LanguageProvider initial="en">
      <ThemeProvider>
        <SessionGate tokens={tokens}>{() => <AccountMenu />}</SessionGate>
      </ThemeProvider>
    </LanguageProvider>,
  );
  return { requests, tokens };
}

test('lets in who the server knows, with the token in the header', async () => {
  const { requests } = open({ body: member });

  await userEvent.type(screen.getByLabelText('Access token'), 'good{Enter}');

  expect(await screen.findByRole('button', { name: 'Account: lin, Tenant member' })).toBeInTheDocument();
  expect(requests[0]?.headers.get('Authorization')).toBe('Bearer good');
});

test('says that a token is not accepted, and forgets it', async () => {
  open({ status: 401 });

  await userEvent.type(screen.getByLabelText('Access token'), 'bad{Enter}');

  expect(await screen.findByRole('alert')).toHaveTextContent('does not accept this token');
  expect(sessionStorage).toHaveLength(0);
});

test('says what cannot be a token before asking anybody', async () => {
  const { requests } = open({ body: member });

  await userEvent.type(screen.getByLabelText('Access token'), 'two words{Enter}');

  expect(screen.getByRole('alert')).toHaveTextContent('cannot be a token');
  expect(requests).toHaveLength(0);
});

test('does not blame the token when the server is away', async () => {
  open('silence', 'good');

  expect(await screen.findByText(/could not be checked/)).toBeInTheDocument();
  expect(sessionStorage).toHaveLength(1);
});

test('says that the token is an agent’s', async () => {
  open({ status: 403 }, 'agent');

  expect(await screen.findByRole('alert')).toHaveTextContent('not meant for people');
});

test('signs out, and says when it was the server who ended it', async () => {
  const { tokens } = open({ body: member }, 'good');
  await userEvent.click(await screen.findByRole('button', { name: /^Account/ }));
  await userEvent.click(await screen.findByText('Sign out'));
  expect(await screen.findByLabelText('Access token')).toBeInTheDocument();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();

  tokens.signIn('good');
  await screen.findByRole('button', { name: /^Account/ });
  tokens.refuse();

  expect(await screen.findByRole('alert')).toHaveTextContent('no longer accepts');
});

import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { Spin } from 'antd';
import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react';
import { ApiContext, useApi } from '../../shared/api/ApiContext';
import { createApi } from '../../shared/api/client';
import { sessionQuery } from '../../shared/api/queries';
import { createQueryClient } from '../../shared/api/queryClient';
import { kindOf } from '../../shared/api/trouble';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { SessionContext } from '../../shared/session/SessionContext';
import { SignIn, type SignInTrouble } from './SignIn';
import type { TokenStore } from './tokenStore';

interface SessionGateProps {
  tokens: TokenStore;
  children: (token: string) => ReactNode;
}

/** Lets nobody in without a token the server accepts. */
export function SessionGate({ tokens, children }: SessionGateProps) {
  const { token, refusal } = useSyncExternalStore(tokens.subscribe, tokens.current);
  useEffect(() => {
    window.addEventListener('hashchange', tokens.takeFromLink);
    return () => {
      window.removeEventListener('hashchange', tokens.takeFromLink);
    };
  }, [tokens]);

  if (token === null) {
    return <SignIn onToken={tokens.signIn} trouble={refusal === null ? null : { kind: refusal }} />;
  }
  // Keyed: nothing that one token was shown may stay for the next.
  return (
    <WithToken key={token} token={token} tokens={tokens}>
      {children(token)}
    </WithToken>
  );
}

interface WithTokenProps {
  token: string;
  tokens: TokenStore;
  children: ReactNode;
}

function WithToken({ token, tokens, children }: WithTokenProps) {
  const queries = useMemo(() => createQueryClient(), []);
  const api = useMemo(
    () => createApi({ token, onUnauthorized: tokens.refuse }),
    [token, tokens],
  );
  return (
    <QueryClientProvider client={queries}>
      <ApiContext value={api}>
        <Checked tokens={tokens}>{children}</Checked>
      </ApiContext>
    </QueryClientProvider>
  );
}

function Checked({ tokens, children }: { tokens: TokenStore; children: ReactNode }) {
  const t = useTranslate();
  const session = useQuery(sessionQuery(useApi()));
  const who = session.data;
  const signedIn = useMemo(
    () => (who === undefined ? null : { who, signOut: tokens.signOut }),
    [who, tokens],
  );
  useEffect(() => {
    if (who !== undefined) {
      tokens.accept();
    }
  }, [who, tokens]);

  if (signedIn !== null) {
    return <SessionContext value={signedIn}>{children}</SessionContext>;
  }
  if (session.error === null) {
    return <Spin fullscreen description={t('session.checking')} />;
  }
  return (
    <SignIn
      onToken={tokens.signIn}
      trouble={troubleOf(session.error)}
      onRetry={() => void session.refetch()}
    />
  );
}

function troubleOf(error: Error): SignInTrouble {
  switch (kindOf(error)) {
    case 'unauthorized':
      return { kind: 'rejected' };
    case 'forbidden':
      return { kind: 'forbidden' };
    case 'offline':
      return { kind: 'unreachable' };
    case 'missing':
    case 'problem':
      return { kind: 'problem', error };
  }
}

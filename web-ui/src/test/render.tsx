import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { onTestFinished, vi } from 'vitest';
import { ApiContext } from '../shared/api/ApiContext';
import { createApi } from '../shared/api/client';
import type { Session } from '../shared/api/types';
import { LanguageProvider } from '../shared/i18n/LanguageProvider';
import type { Language } from '../shared/i18n/messages';
import { SessionContext } from '../shared/session/SessionContext';
import { ThemeProvider } from '../shared/theme/ThemeProvider';

/** What a path answers: a body, a problem's status, or nothing at all. */
export type Answer = { body: unknown } | { status: number; body?: unknown } | 'silence';
export type Answers = Record<string, Answer>;

export const NOON = '2026-03-05T12:00:00Z';

/** Plan time stands at noon and hardly moves. */
export const planTimeAtNoon: Answers = {
  '/api/v1/plan-time': { body: { now: NOON, rate: 1, wall: NOON } },
};

/** Stands for the server until the test is over; returns the requests it got, newest last. */
export function serve(answers: Answers): Request[] {
  const requests: Request[] = [];
  const fake = vi.fn((request: Request) => {
    requests.push(request);
    const answer = answers[new URL(request.url).pathname] ?? { status: 404 };
    if (answer === 'silence') {
      return Promise.reject(new TypeError('fetch failed'));
    }
    return Promise.resolve(
      'status' in answer
        ? Response.json(answer.body ?? { type: 'urn:test', detail: 'as told' }, { status: answer.status })
        : Response.json(answer.body),
    );
  });
  vi.stubGlobal('fetch', fake);
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  return requests;
}

/** Who looks at the page, unless a test says otherwise. */
export const anAdmin: Session = { name: 'admin', role: 'ADMIN', tenant: null, cluster: null, scopes: null };

interface PageOptions {
  language?: Language;
  answers?: Answers;
  who?: Session;
  /** Path and query of the page. */
  at?: string;
}

/** Draws a part of the page as a signed-in user sees it. */
export function renderPage(part: ReactNode, { language = 'en', answers = {}, who = anAdmin, at = '/' }: PageOptions = {}) {
  const requests = serve({ ...planTimeAtNoon, ...answers });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const api = createApi({ token: 'test', onUnauthorized: () => undefined });
  const drawn = render(
    <LanguageProvider initial={language}>
      <ThemeProvider>
        <QueryClientProvider client={queries}>
          <ApiContext value={api}>
            <SessionContext value={{ who, signOut: () => undefined }}>
              <MemoryRouter initialEntries={[at]}>{part}</MemoryRouter>
            </SessionContext>
          </ApiContext>
        </QueryClientProvider>
      </ThemeProvider>
    </LanguageProvider>,
  );
  return { ...drawn, requests };
}

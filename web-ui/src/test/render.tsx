import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { onTestFinished, vi } from 'vitest';
import { ApiContext } from '../shared/api/ApiContext';
import { createApi } from '../shared/api/client';
import { LanguageProvider } from '../shared/i18n/LanguageProvider';
import type { Language } from '../shared/i18n/messages';
import { ThemeProvider } from '../shared/theme/ThemeProvider';

/** What a path answers: a body, a problem's status, or nothing at all. */
export type Answer = { body: unknown } | { status: number } | 'silence';
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
      'body' in answer
        ? Response.json(answer.body)
        : Response.json({ type: 'urn:test', detail: 'as told' }, { status: answer.status }),
    );
  });
  vi.stubGlobal('fetch', fake);
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  return requests;
}

interface PageOptions {
  language?: Language;
  answers?: Answers;
}

/** Draws a part of the page as a signed-in user sees it. */
export function renderPage(part: ReactNode, { language = 'en', answers = {} }: PageOptions = {}) {
  serve({ ...planTimeAtNoon, ...answers });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const api = createApi({ token: 'test', onUnauthorized: () => undefined });
  return render(
    <LanguageProvider initial={language}>
      <ThemeProvider>
        <QueryClientProvider client={queries}>
          <ApiContext value={api}>{part}</ApiContext>
        </QueryClientProvider>
      </ThemeProvider>
    </LanguageProvider>,
  );
}

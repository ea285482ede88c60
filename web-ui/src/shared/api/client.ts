import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './schema';
import type { Offence } from './types';
import { ApiProblem, Unreachable } from './trouble';

export type Api = Client<paths>;

interface ApiOptions {
  token: string;
  onUnauthorized: () => void;
  baseUrl?: string;
}

/** A client that carries the token and turns every failure into an ApiProblem or Unreachable. */
export function createApi({ token, onUnauthorized, baseUrl }: ApiOptions): Api {
  const api = createClient<paths>({
    baseUrl: baseUrl ?? window.location.origin,
    // Looked up at each call, so that a test can put its own in place.
    fetch: (request) => globalThis.fetch(request),
  });
  api.use({
    onRequest({ request }) {
      request.headers.set('Authorization', `Bearer ${token}`);
      request.headers.set('Accept', 'application/json');
      return request;
    },
    async onResponse({ response }) {
      if (response.ok) {
        return undefined;
      }
      if (response.status === 401) {
        onUnauthorized();
      }
      throw await problemOf(response);
    },
    onError({ error }) {
      return new Unreachable(error);
    },
  });
  return api;
}

/** The body of an answer the client has already found to be good. */
export async function bodyOf<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  if (data === undefined) {
    throw new ApiProblem(0, 'about:blank', 'The server answered without a body.');
  }
  return data;
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const fallback = `HTTP ${response.status} ${response.statusText}`.trim();
  try {
    const body = (await response.json()) as { type?: unknown; detail?: unknown; errors?: unknown };
    return new ApiProblem(
      response.status,
      typeof body.type === 'string' ? body.type : 'about:blank',
      typeof body.detail === 'string' ? body.detail : fallback,
      Array.isArray(body.errors) ? (body.errors as Offence[]) : [],
    );
  } catch {
    return new ApiProblem(response.status, 'about:blank', fallback);
  }
}

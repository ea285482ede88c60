import type { Offence } from './types';

/** The server answered with a problem. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    detail: string,
    /** Every field that is wrong, when that is the problem. */
    readonly errors: readonly Offence[] = [],
  ) {
    super(detail);
    this.name = 'ApiProblem';
  }
}

/** No answer came: the network is down, or the server is. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The server cannot be reached.', { cause });
    this.name = 'Unreachable';
  }
}

export type TroubleKind = 'unauthorized' | 'forbidden' | 'missing' | 'offline' | 'problem';

export function kindOf(error: unknown): TroubleKind {
  if (error instanceof Unreachable) {
    return 'offline';
  }
  if (error instanceof ApiProblem) {
    if (error.status === 401) {
      return 'unauthorized';
    }
    if (error.status === 403) {
      return 'forbidden';
    }
    if (error.status === 404) {
      return 'missing';
    }
    // A proxy in front of a server that is away; the server itself says what it is that does not answer.
    if (error.type === 'about:blank' && [502, 503, 504].includes(error.status)) {
      return 'offline';
    }
  }
  return 'problem';
}

/** Every field the server holds something against. */
export const offencesIn = (error: Error | null): readonly Offence[] => (error instanceof ApiProblem ? error.errors : []);

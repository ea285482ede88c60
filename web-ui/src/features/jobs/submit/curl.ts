import type { JobSubmission } from '../../../shared/api/types';

/**
 * The submission as a command for a POSIX shell; the token stays in the caller's environment.
 *
 * @param replaces the waiting job it stands for, null for none
 */
export function curlOf(job: JobSubmission, origin: string, replaces: number | null): string {
  const body = JSON.stringify(job, null, 2).replaceAll("'", String.raw`'\''`);
  return [
    `curl -X POST '${origin}/api/v1/jobs${replaces === null ? '' : `?replaces=${replaces}`}' \\`,
    `  -H "Authorization: Bearer $TOKEN" \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${body}'`,
  ].join('\n');
}

import type { JobSubmission } from '../../../shared/api/types';

/** The submission as a command for a POSIX shell; the token stays in the caller's environment. */
export function curlOf(job: JobSubmission, origin: string, dryRun: boolean): string {
  const body = JSON.stringify(job, null, 2).replaceAll("'", String.raw`'\''`);
  return [
    `curl -X POST '${origin}/api/v1/jobs${dryRun ? '?dryRun=true' : ''}' \\`,
    `  -H "Authorization: Bearer $TOKEN" \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${body}'`,
  ].join('\n');
}

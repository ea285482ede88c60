import type { Run } from '../api/types';
import type { Translate, WordOf } from '../i18n/messages';

/** The words of `agent-protocol.md` and of stop orders; reasons may be added at any time, those are shown as they are. */
const KNOWN: ReadonlySet<string> = new Set([
  'Unschedulable',
  'Completed',
  'ExitCode',
  'NodeLost',
  'DeviceLost',
  'MaxDurationExceeded',
  'LeaseExpired',
  'StoppedByOrder',
  'NeverHeld',
  'Unsupported',
  'CANCELLED',
  'PREEMPTED',
  'EXPIRED',
  'SUSPENDED',
  'ORPHANED',
] satisfies WordOf<'runReason'>[]);

/** Why a run ended or does not start, in the reader's words; null without a reason. What it was ordered says more than that it was. */
export function runReason({ reason, stopReason }: Pick<Run, 'reason' | 'stopReason'>, t: Translate): string | null {
  const token = reason === null || reason === 'StoppedByOrder' ? (stopReason ?? reason) : reason;
  return token !== null && KNOWN.has(token) ? t(`runReason.${token as WordOf<'runReason'>}`) : token;
}

import type { WordOf } from '../../../shared/i18n/messages';

type Reason = WordOf<'lifeReason'>;

/** The reasons the planner itself writes beside a step; what people or agents wrote is shown as they wrote it. */
const KNOWN: readonly [RegExp, Reason][] = [
  [/^submitted$/, 'submitted'],
  [/^has a start in the plan$/, 'hasStart'],
  [/^has no start in the plan$/, 'noStart'],
  [/^run \S+ was leased to/, 'runLeased'],
  [/^its run succeeded$/, 'runSucceeded'],
  [/^its run \S+ was given up/, 'givenUp'],
  [/^its run was preempted$/, 'preempted'],
  [/^job \d+ stands for it$/, 'replaced'],
  [/^(cancel|cancelled)$/, 'cancel'],
  [/^(suspend|suspended)$/, 'suspend'],
  [/^(resume|resumed)$/, 'resume'],
];

export function knownReason(reason: string): Reason | null {
  return KNOWN.find(([pattern]) => pattern.test(reason))?.[1] ?? null;
}

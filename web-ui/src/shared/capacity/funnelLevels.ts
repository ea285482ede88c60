import type { Funnel, Level, Target } from '../api/types';

export type LevelName = 'installed' | 'declared' | 'reporting' | 'schedulable' | 'allocated' | 'busy';

export interface FunnelLevel {
  name: LevelName;
  /** Null when nothing is known. */
  pflops: number | null;
  /** Null where nobody counts devices. */
  milliDevices: number | null;
  /** Of what is installed, 0 to 1. */
  width: number;
  /** The part of the width that rests on estimates. */
  estimateWidth: number;
  /** Of what is installed, 0 to 1; null for what is installed itself, and where that is nothing. */
  shareOfInstalled: number | null;
  /** For busy: the share of allocated devices somebody measured; null elsewhere. */
  covered: number | null;
}

/**
 * The levels of a funnel from what is there to what is done, each narrower than the one it stands on. What is declared
 * is the part of what is installed that no agent reports.
 */
export function funnelLevels(funnel: Funnel): FunnelLevel[] {
  const counted: [LevelName, Level | null][] = [
    ['installed', funnel.installed],
    ['declared', funnel.declared],
    ['reporting', funnel.reporting],
    ['schedulable', funnel.schedulable],
    ['allocated', funnel.allocated],
  ];
  const installed = funnel.installed.pflops;
  const ofInstalled = (pflops: number) => (installed === 0 ? 0 : pflops / installed);

  const levels = counted.flatMap(([name, level]): FunnelLevel[] =>
    level === null
      ? []
      : [
          {
            name,
            pflops: level.pflops,
            milliDevices: level.milliDevices,
            width: ofInstalled(level.pflops),
            estimateWidth: ofInstalled(level.estimatePflops),
            shareOfInstalled:
              name === 'installed' || installed === 0 ? null : ofInstalled(level.pflops),
            covered: null,
          },
        ],
  );
  return [...levels, busyLevel(funnel)];
}

/** What was promised of a level of the whole city, the next due first. */
export const promisedOf = (name: LevelName, targets: readonly Target[]): readonly Target[] =>
  targets
    .filter(({ scope, level }) => scope === 'CITY' && level?.toLowerCase() === name)
    .sort((one, other) => Date.parse(one.by) - Date.parse(other.by));

function busyLevel({ busy, allocated, installed }: Funnel): FunnelLevel {
  const measured = busy !== null && busy.coveredDevices > 0 ? busy : null;
  const share =
    measured === null || installed.pflops === 0 ? null : measured.pflops / installed.pflops;
  return {
    name: 'busy',
    pflops: measured?.pflops ?? null,
    milliDevices: null,
    width: share ?? 0,
    estimateWidth: 0,
    shareOfInstalled: share,
    covered:
      measured === null || allocated.milliDevices === 0
        ? 0
        : Math.min(1, (measured.coveredDevices * 1_000) / allocated.milliDevices),
  };
}

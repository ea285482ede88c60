import type { Funnel, Level } from '../../../shared/api/types';

export type LevelName = 'declared' | 'installed' | 'reporting' | 'schedulable' | 'allocated' | 'busy';

export interface FunnelLevel {
  name: LevelName;
  /** Null when nothing is known. */
  pflops: number | null;
  milliDevices: number | null;
  /** Of the widest level, 0 to 1. */
  width: number;
  /** The part of the width that rests on estimates. */
  estimateWidth: number;
  /** Of what is installed, 0 to 1; null for what is installed itself, and where that is nothing. */
  shareOfInstalled: number | null;
  /** For busy: the share of allocated devices somebody measured; null elsewhere. */
  covered: number | null;
}

/** The levels of a funnel from what is said to what is done, each narrower than the one it stands on. */
export function funnelLevels(funnel: Funnel): FunnelLevel[] {
  const counted: [LevelName, Level | null][] = [
    ['declared', funnel.declared],
    ['installed', funnel.installed],
    ['reporting', funnel.reporting],
    ['schedulable', funnel.schedulable],
    ['allocated', funnel.allocated],
  ];
  const widest = widestPflops(funnel);
  const ofWidest = (pflops: number) => (widest === 0 ? 0 : pflops / widest);
  const installed = funnel.installed.pflops;
  const ofInstalled = (pflops: number) => (installed === 0 ? null : pflops / installed);

  const levels = counted.flatMap(([name, level]): FunnelLevel[] =>
    level === null
      ? []
      : [
          {
            name,
            pflops: level.pflops,
            milliDevices: level.milliDevices,
            width: ofWidest(level.pflops),
            estimateWidth: ofWidest(level.estimatePflops),
            shareOfInstalled: name === 'installed' ? null : ofInstalled(level.pflops),
            covered: null,
          },
        ],
  );
  return [...levels, busyLevel(funnel, ofWidest, ofInstalled)];
}

function busyLevel(
  { busy, allocated }: Funnel,
  ofWidest: (pflops: number) => number,
  ofInstalled: (pflops: number) => number | null,
): FunnelLevel {
  const covered =
    busy === null || allocated.milliDevices === 0
      ? 0
      : Math.min(1, busy.coveredMilliDevices / allocated.milliDevices);
  const measured = busy !== null && busy.coveredMilliDevices > 0 ? busy : null;
  return {
    name: 'busy',
    pflops: measured?.pflops ?? null,
    milliDevices: measured?.milliDevices ?? null,
    width: ofWidest(measured?.pflops ?? 0),
    estimateWidth: 0,
    shareOfInstalled: measured === null ? null : ofInstalled(measured.pflops),
    covered,
  };
}

export function widestPflops(funnel: Funnel): number {
  return Math.max(funnel.installed.pflops, funnel.declared?.pflops ?? 0);
}

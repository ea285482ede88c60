import type { ScenarioRun } from '../../../shared/api/types';

export interface Curve {
  seed: number;
  side: 'BASELINE' | 'SCENARIO';
  points: [step: number, score: number][];
}

/** The levels of a score such as `0hard/-12medium/-3456soft`, the weightiest first. */
export const levelsOf = (score: string) => [...score.matchAll(/(-?\d+)[a-z]+/g)].map(([, level]) => Number(level));

/** How the searches of a run went, at the weightiest level that moved in any of them. */
export function curvesOf(points: ScenarioRun['progress']['curve']): { level: number; curves: Curve[] } {
  const scores = points.map(({ score }) => levelsOf(score));
  const searches = new Map<string, { point: (typeof points)[number]; levels: number[] }[]>();
  points.forEach((point, index) => {
    const key = `${point.seed} ${point.side}`;
    searches.set(key, [...(searches.get(key) ?? []), { point, levels: scores[index] ?? [] }]);
  });
  const moves = (level: number) =>
    [...searches.values()].some((search) => new Set(search.map(({ levels }) => levels[level])).size > 1);
  const deepest = Math.max(0, ...scores.map((levels) => levels.length - 1));
  let level = 0;
  while (level < deepest && !moves(level)) {
    level += 1;
  }
  return {
    level,
    curves: [...searches.values()].map((search) => ({
      seed: search[0]?.point.seed ?? 0,
      side: search[0]?.point.side ?? 'BASELINE',
      points: search.map(({ point, levels }) => [point.step, levels[level] ?? 0]),
    })),
  };
}

import type { Palette } from '../../../shared/theme/palette';
import type { Allocation } from '../../../shared/api/types';
import { itemAt } from './itemAt';

export type ColourBy = 'tenant' | 'kind' | 'state';

/** Told apart also by the colour-blind as far as twelve can be; readable on both themes. */
const TWELVE = [
  '#4477aa',
  '#cc6677',
  '#228833',
  '#b59a1c',
  '#66a5c9',
  '#aa3377',
  '#0f9a8f',
  '#e07b39',
  '#7b68c8',
  '#8f6b4a',
  '#9ab23a',
  '#c65d9e',
];

export interface Colours {
  of: (allocation: Allocation) => string;
  /** What each colour means, as key of what is coloured by. */
  legend: readonly { key: string; colour: string }[];
  /** How many more keys share the last colour. */
  more: number;
}

/** A colour for each bar; beyond twelve tenants the smaller ones share one. */
export function coloursFor(allocations: readonly Allocation[], by: ColourBy, palette: Palette): Colours {
  switch (by) {
    case 'tenant':
      return byTenant(allocations, palette);
    case 'kind': {
      const colours = { TRAINING: itemAt(TWELVE, 0), INFERENCE: itemAt(TWELVE, 7) };
      return {
        of: ({ kind }) => colours[kind],
        legend: Object.entries(colours).map(([key, colour]) => ({ key, colour })),
        more: 0,
      };
    }
    case 'state': {
      const colours = { running: palette.levels[5], planned: palette.levels[4] };
      return {
        of: ({ running }) => (running ? colours.running : colours.planned),
        legend: Object.entries(colours).map(([key, colour]) => ({ key, colour })),
        more: 0,
      };
    }
  }
}

function byTenant(allocations: readonly Allocation[], palette: Palette): Colours {
  const counts = new Map<string, number>();
  for (const { jobId, tenant } of allocations) {
    if (jobId !== null) {
      counts.set(tenant, (counts.get(tenant) ?? 0) + 1);
    }
  }
  const largest = [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b)).map(([name]) => name);
  // By name, so that a tenant keeps its colour while numbers change.
  const named = largest.slice(0, TWELVE.length).sort();
  const colours = new Map(named.map((name, index) => [name, itemAt(TWELVE, index)]));
  return {
    of: ({ jobId, tenant }) => (jobId === null ? palette.unavailable : (colours.get(tenant) ?? palette.unavailable)),
    legend: [...colours].map(([key, colour]) => ({ key, colour })),
    more: largest.length - named.length,
  };
}

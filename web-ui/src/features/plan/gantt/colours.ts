import type { Palette } from '../../../shared/theme/palette';
import type { Allocation } from '../../../shared/api/types';
import { itemAt } from './itemAt';

export type ColourBy = 'tenant' | 'kind' | 'state';

/** Twelve hues in two depths, told apart also by the colour-blind as far as so many can be; readable on both themes. */
const COLOURS = [
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
  '#2b5482',
  '#943845',
  '#17692c',
  '#7a660c',
  '#2f7397',
  '#76214f',
  '#096b63',
  '#a04f17',
  '#5244a0',
  '#64472c',
  '#667a20',
  '#8f3470',
];

const IN_LEGEND = 12;

export interface Colours {
  of: (allocation: Allocation) => string;
  /** What each colour means, as key of what is coloured by. */
  legend: readonly { key: string; colour: string }[];
  /** How many more keys there are than the legend names. */
  more: number;
}

/** A colour for each bar. */
export function coloursFor(allocations: readonly Allocation[], by: ColourBy, palette: Palette): Colours {
  switch (by) {
    case 'tenant':
      return byTenant(allocations, palette);
    case 'kind': {
      const colours = { TRAINING: itemAt(COLOURS, 0), INFERENCE: itemAt(COLOURS, 7) };
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
  const named = largest.slice(0, IN_LEGEND).sort();
  const colours = new Map(largest.map((name) => [name, colourOfName(name)]));
  return {
    of: ({ jobId, tenant }) => (jobId === null ? palette.unavailable : (colours.get(tenant) ?? palette.unavailable)),
    legend: named.map((key) => ({ key, colour: colourOfName(key) })),
    more: largest.length - named.length,
  };
}

/** Where the sum begins: with this the tenants of the demo city have colours of their own. */
const BASIS = -2_128_831_030;

/** By its name alone, so that a tenant keeps its colour whoever else has bars; among many, two may have the same. */
export function colourOfName(name: string): string {
  let sum = BASIS;
  for (const letter of name) {
    sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  }
  // The last bits of FNV-1a hardly depend on the first letters: they are mixed before a few are taken.
  sum ^= sum >>> 15;
  sum = Math.imul(sum, 0x2c1b3c6d);
  sum ^= sum >>> 12;
  return itemAt(COLOURS, (sum >>> 0) % COLOURS.length);
}

import type { Report, ReportLine } from '../../shared/api/types';

export const DIMENSIONS = ['CITY', 'OPERATOR', 'VENDOR', 'SECTOR', 'TENANT'] as const;
export const FIGURES = ['INSTALLED', 'REPORTING', 'SCHEDULABLE', 'ALLOCATED', 'BUSY', 'USED'] as const;
export type Dimension = ReportLine['dimension'];
export type Figure = ReportLine['figure'];

/** One figure: as it was frozen, and as the newest correction has it. */
export interface Reported {
  frozen: number;
  corrected: number | null;
}

export interface ReportRow {
  name: string;
  figures: Partial<Record<Figure, Reported>>;
}

/** The lines of a report as a table for each dimension, in the order of the report. */
export function linesOf({ lines, corrections }: Report): { dimension: Dimension; rows: ReportRow[] }[] {
  return DIMENSIONS.map((dimension) => {
    const rows = new Map<string, ReportRow>();
    for (const line of lines.filter((each) => each.dimension === dimension)) {
      const row = rows.get(line.name) ?? { name: line.name, figures: {} };
      const newest = corrections
        .filter((each) => each.dimension === dimension && each.name === line.name && each.figure === line.figure)
        .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
        .at(-1);
      row.figures[line.figure] = { frozen: line.value, corrected: newest?.value ?? null };
      rows.set(line.name, row);
    }
    return { dimension, rows: [...rows.values()] };
  }).filter(({ rows }) => rows.length > 0);
}

import type { EChartsCoreOption } from 'echarts/core';
import type { Palette } from '../theme/palette';

export interface Line {
  name: string;
  points: [x: number, y: number][];
  colour: string;
  dashed?: boolean;
  /** Holds from a point to the next one. */
  steps?: boolean;
}

export interface LinesSpec {
  lines: readonly Line[];
  palette: Palette;
  x: (value: number) => string;
  y: (value: number) => string;
  /** Whether x are instants: ticks stand at whole hours and days then. */
  time?: boolean;
  /** Smallest and largest of the axis of values; as the values are without it. */
  yFrom?: number;
}

/** A chart of lines over time or steps. */
export const linesOption = ({ lines, palette, x, y, time = false, yFrom }: LinesSpec): EChartsCoreOption => ({
  animation: false,
  grid: { left: 4, right: 16, top: 10, bottom: 4, containLabel: true },
  xAxis: {
    type: time ? 'time' : 'value',
    min: 'dataMin',
    max: 'dataMax',
    splitNumber: 4,
    axisLabel: { color: palette.muted, fontSize: 11, hideOverlap: true, formatter: x },
    axisLine: { lineStyle: { color: palette.border } },
    splitLine: { show: false },
  },
  yAxis: {
    type: 'value',
    scale: yFrom === undefined,
    ...(yFrom === undefined ? {} : { min: yFrom }),
    splitNumber: 4,
    axisLabel: { color: palette.muted, fontSize: 11, formatter: y },
    splitLine: { lineStyle: { color: palette.border } },
  },
  tooltip: {
    trigger: 'axis',
    confine: true,
    backgroundColor: palette.raised,
    borderColor: palette.border,
    textStyle: { color: palette.text, fontSize: 12 },
    valueFormatter: (value: unknown) => y(Number(value)),
    axisPointer: { label: { formatter: ({ value }: { value: unknown }) => x(Number(value)) } },
  },
  series: lines.map(({ name, points, colour, dashed = false, steps = false }) => ({
    type: 'line',
    name,
    data: points,
    symbol: points.length === 1 ? 'circle' : 'none',
    ...(steps ? { step: 'end' } : {}),
    lineStyle: { color: colour, width: 2, type: dashed ? 'dashed' : 'solid' },
    itemStyle: { color: colour },
  })),
});

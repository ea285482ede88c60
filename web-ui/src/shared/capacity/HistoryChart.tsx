import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import type { CapacityHistory, Target } from '../api/types';
import Chart from '../chart/Chart';
import { useFormat } from '../format/useFormat';
import { useTranslate } from '../i18n/LanguageContext';
import { usePalette } from '../theme/ThemeContext';

interface HistoryChartProps {
  points: CapacityHistory['points'];
  targets: readonly Target[];
}

/** Levels of the funnel as lines; a gap where nothing was measured, a dashed line for a promise within sight. */
export default function HistoryChart({ points, targets }: HistoryChartProps) {
  const t = useTranslate();
  const format = useFormat();
  const palette = usePalette();
  const lines = useMemo(
    () => [
      { key: 'installed' as const, colour: palette.levels[1] },
      { key: 'schedulable' as const, colour: palette.levels[3] },
      { key: 'allocated' as const, colour: palette.warn },
      { key: 'busy' as const, colour: palette.good },
    ],
    [palette],
  );
  const option = useMemo((): EChartsCoreOption => {
    const text = { color: palette.text, fontSize: 12 };
    const highest = Math.max(1, ...points.map(({ installed }) => installed));
    // A promise far above what there is would press the lines flat: its bar above says how far it is.
    const marks = targets.filter(({ scope, level, atLeast }) => scope === 'CITY' && level !== null && atLeast <= highest * 1.5);
    const scale = format.flopsScale(highest);
    const now = Date.parse(points.at(-1)?.at ?? '1970-01-01T00:00:00Z');
    return {
      animation: false,
      grid: { left: 4, right: 16, top: 18, bottom: 4, containLabel: true },
      xAxis: {
        type: 'time',
        axisLabel: { color: palette.muted, fontSize: 11, hideOverlap: true, formatter: (at: number) => format.moment(at, now) },
        axisLine: { lineStyle: { color: palette.border } },
      },
      yAxis: {
        type: 'value',
        max: Math.max(highest, ...marks.map(({ atLeast }) => atLeast)) * 1.05,
        axisLabel: { color: palette.muted, fontSize: 11, showMaxLabel: false, formatter: (value: number) => `${scale.figure(value)} ${scale.unit}` },
        splitLine: { lineStyle: { color: palette.border } },
      },
      tooltip: {
        trigger: 'axis',
        backgroundColor: palette.raised,
        borderColor: palette.border,
        textStyle: text,
        valueFormatter: (value: unknown) => (typeof value === 'number' ? format.flops(value) : t('capacity.unknown')),
      },
      series: lines.map(({ key, colour }, index) => ({
        type: 'line',
        name: t(`capacity.level.${key}`),
        showSymbol: points.length < 3,
        lineStyle: { width: 2, color: colour },
        itemStyle: { color: colour },
        data: points.map((point) => [Date.parse(point.at), point[key]]),
        ...(index === 0
          ? {
              markLine: {
                silent: true,
                symbol: 'none',
                lineStyle: { type: 'dashed', color: palette.bad },
                data: marks.map(({ name, atLeast }) => ({
                  yAxis: atLeast,
                  label: {
                    position: 'insideStartTop',
                    color: palette.text,
                    backgroundColor: palette.surface,
                    padding: [1, 4],
                    fontSize: 11,
                    formatter: t('history.target', { name, figure: format.flops(atLeast) }),
                  },
                })),
              },
            }
          : {}),
      })),
    };
  }, [points, targets, lines, palette, format, t]);
  return (
    <div className="history">
      <ul className="history-legend">
        {lines.map(({ key, colour }) => (
          <li key={key}>
            <span style={{ background: colour }} aria-hidden="true" />
            {t(`capacity.level.${key}`)}
          </li>
        ))}
      </ul>
      <Chart option={option} height={200} label={t('history.label')} />
    </div>
  );
}

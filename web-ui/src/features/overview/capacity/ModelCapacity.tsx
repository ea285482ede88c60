import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import type { ModelCapacity as Model } from '../../../shared/api/types';
import Chart from '../../../shared/chart/Chart';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { usePalette } from '../../../shared/theme/ThemeContext';
import { modelBars } from './modelBars';
import './ModelCapacity.css';

const SHOWN = 8;
const ROW_PIXELS = 24;

/** Where capacity is free: each accelerator model's devices by what they do. */
export default function ModelCapacity({ models }: { models: readonly Model[] }) {
  const t = useTranslate();
  const format = useFormat();
  const palette = usePalette();
  const bars = useMemo(() => modelBars(models).slice(0, SHOWN), [models]);
  const parts = useMemo(
    () => [
      { key: 'allocated' as const, name: t('capacity.models.allocated'), colour: palette.levels[4] },
      { key: 'free' as const, name: t('capacity.models.free'), colour: palette.free },
      { key: 'unavailable' as const, name: t('capacity.models.unavailable'), colour: palette.unavailable },
    ],
    [palette, t],
  );

  const option = useMemo((): EChartsCoreOption => {
    const text = { color: palette.text, fontSize: 12 };
    return {
      animationDuration: 300,
      grid: { left: 4, right: 12, top: 2, bottom: 22, containLabel: true },
      xAxis: {
        type: 'value',
        minInterval: 1,
        max: 'dataMax',
        splitNumber: 4,
        axisLabel: { color: palette.muted, fontSize: 11, showMaxLabel: false, formatter: (value: number) => format.count(value) },
        splitLine: { lineStyle: { color: palette.border } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bars.map((bar) => bar.model),
        axisLabel: { ...text, width: 110, overflow: 'truncate' },
        axisTick: { show: false },
        axisLine: { show: false },
      },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { opacity: 0.3 } },
        backgroundColor: palette.raised,
        borderColor: palette.border,
        textStyle: text,
        valueFormatter: (value: unknown) => format.countedDevices(Number(value) * 1_000),
      },
      series: parts.map(({ key, name, colour }) => ({
        type: 'bar',
        cursor: 'default',
        stack: 'devices',
        name,
        barWidth: 12,
        itemStyle: { color: colour },
        data: bars.map((bar) => bar[key]),
      })),
    };
  }, [bars, parts, palette, format]);

  return (
    <div className="models">
      <div className="models-head">
        <h3>
          {t('capacity.models.title')} <span className="muted">({t('capacity.models.unit')})</span>
        </h3>
        <ul>
          {parts.map(({ key, name, colour }) => (
            <li key={key}>
              <span className="models-swatch" style={{ background: colour }} aria-hidden="true" />
              {name}
            </li>
          ))}
        </ul>
      </div>
      <Chart option={option} height={bars.length * ROW_PIXELS + 26} label={t('capacity.models.label')} />
    </div>
  );
}

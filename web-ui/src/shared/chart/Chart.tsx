import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { echarts } from './echarts';

interface ChartProps {
  option: EChartsCoreOption;
  height: number;
  label: string;
}

/** A chart that follows its box's width. Load it by `lazy(() => import('.../Chart'))`. */
export default function Chart({ option, height, label }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof echarts.init> | null>(null);

  useEffect(() => {
    const element = box.current;
    if (element === null) {
      return undefined;
    }
    const drawn = echarts.init(element, null, { renderer: 'svg' });
    chart.current = drawn;
    const resized = new ResizeObserver(() => {
      drawn.resize();
    });
    resized.observe(element);
    return () => {
      resized.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
    chart.current?.resize();
  }, [option, height]);

  return <div ref={box} role="img" aria-label={label} style={{ height }} />;
}

import { useMemo } from 'react';
import type { ScenarioComparison } from '../../../shared/api/types';
import type { LinesSpec } from '../../../shared/chart/lines';
import { LinesChart } from '../../../shared/chart/LinesChart';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { usePalette } from '../../../shared/theme/ThemeContext';

const HEIGHT = 240;

/** What there is and what is allocated of it, on both sides. */
export default function FunnelLines({ funnel }: { funnel: ScenarioComparison['funnel'] }) {
  const t = useTranslate();
  const format = useFormat();
  const palette = usePalette();
  const spec = useMemo((): LinesSpec => {
    const points = (of: (stretch: (typeof funnel)[number]) => number) =>
      funnel.map((stretch): [number, number] => [Date.parse(stretch.from), of(stretch)]);
    const of = (side: 'BASELINE' | 'SCENARIO', level: 'schedulable' | 'allocated') =>
      t('compare.line', { side: t(`side.${side}`), what: t(`capacity.level.${level}`) });
    const scale = format.flopsScale(Math.max(0, ...funnel.flatMap((each) => [each.baselineSchedulable, each.scenarioSchedulable])));
    return {
      palette,
      x: (at) => format.day(at),
      y: (pflops) => `${scale.figure(pflops)} ${scale.unit}`,
      yFrom: 0,
      lines: [
        { name: of('BASELINE', 'schedulable'), points: points((each) => each.baselineSchedulable), colour: palette.muted, dashed: true, steps: true },
        { name: of('SCENARIO', 'schedulable'), points: points((each) => each.scenarioSchedulable), colour: palette.muted, steps: true },
        { name: of('BASELINE', 'allocated'), points: points((each) => each.baselineAllocated), colour: palette.accent, dashed: true, steps: true },
        { name: of('SCENARIO', 'allocated'), points: points((each) => each.scenarioAllocated), colour: palette.accent, steps: true },
      ],
    };
  }, [funnel, palette, format, t]);
  return <LinesChart spec={spec} height={HEIGHT} label={t('compare.funnel.label')} />;
}

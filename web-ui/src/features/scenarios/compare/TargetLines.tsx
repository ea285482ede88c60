import { useMemo } from 'react';
import type { ScenarioComparison } from '../../../shared/api/types';
import type { LinesSpec } from '../../../shared/chart/lines';
import { LinesChart } from '../../../shared/chart/LinesChart';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { usePalette } from '../../../shared/theme/ThemeContext';

const HEIGHT = 200;

interface TargetLinesProps {
  targets: ScenarioComparison['targets'];
  /** When each stretch begins. */
  from: readonly string[];
}

/** How much of each target is attained, on both sides. */
export default function TargetLines({ targets, from }: TargetLinesProps) {
  const t = useTranslate();
  const format = useFormat();
  const palette = usePalette();
  const spec = useMemo((): LinesSpec => {
    const colours = [palette.accent, palette.good, palette.warn, palette.bad, palette.muted];
    const points = (shares: readonly number[]) =>
      shares.map((share, index): [number, number] => [Date.parse(from[index] ?? ''), share]);
    return {
      palette,
      x: (at) => format.day(at),
      y: (share) => format.percent(share),
      yFrom: 0,
      lines: targets.filter(({ scenario }) => scenario.length > 0).flatMap(({ name: called, whose, target, baseline, scenario }, index) => {
        const colour = colours[index % colours.length] ?? palette.accent;
        const name = (side: 'BASELINE' | 'SCENARIO') =>
          t('compare.line', { side: t(`side.${side}`), what: called ?? `${whose ?? ''} ${target}` });
        return [
          { name: name('BASELINE'), points: points(baseline), colour, dashed: true },
          { name: name('SCENARIO'), points: points(scenario), colour },
        ];
      }),
    };
  }, [targets, from, palette, format, t]);
  return <LinesChart spec={spec} height={HEIGHT} label={t('compare.targets.label')} />;
}

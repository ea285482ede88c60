import { useMemo } from 'react';
import type { ScenarioRun } from '../../../shared/api/types';
import type { LinesSpec } from '../../../shared/chart/lines';
import { LinesChart } from '../../../shared/chart/LinesChart';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { usePalette } from '../../../shared/theme/ThemeContext';
import { curvesOf } from './scoreCurve';

const HEIGHT = 200;

/** The score of every search as it improves. */
export default function ScoreCurve({ curve }: { curve: ScenarioRun['progress']['curve'] }) {
  const t = useTranslate();
  const format = useFormat();
  const palette = usePalette();
  const spec = useMemo(
    (): LinesSpec => ({
      palette,
      x: format.count,
      y: format.count,
      lines: curvesOf(curve).curves.map(({ seed, side, points }) => ({
        name: `${t(`side.${side}`)} ${seed}`,
        points,
        colour: side === 'BASELINE' ? palette.muted : palette.accent,
        dashed: side === 'BASELINE',
        steps: true,
      })),
    }),
    [curve, palette, format, t],
  );
  return <LinesChart spec={spec} height={HEIGHT} label={t('scenarioRuns.curve.label')} />;
}

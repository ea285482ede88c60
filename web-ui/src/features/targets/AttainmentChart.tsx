import { useMemo } from 'react';
import type { Target, TargetHistory } from '../../shared/api/types';
import type { LinesSpec } from '../../shared/chart/lines';
import { LinesChart } from '../../shared/chart/LinesChart';
import { useFormat } from '../../shared/format/useFormat';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { usePalette } from '../../shared/theme/ThemeContext';

/** What counted for one target in each step, and what was promised as a dashed line. */
export default function AttainmentChart({ target, points }: { target: Target; points: TargetHistory['points'] }) {
  const t = useTranslate();
  const format = useFormat();
  const palette = usePalette();
  const spec = useMemo((): LinesSpec => {
    const { level, counted, atLeast } = target;
    const scale = format.flopsScale(Math.max(atLeast, ...points.map(({ value }) => value)));
    const line = points.map(({ at, value }): [number, number] => [Date.parse(at), value]);
    const [begin, end] = [line[0]?.[0] ?? 0, line.at(-1)?.[0] ?? 0];
    return {
      lines: [
        {
          name: level !== null ? t(`targetLevel.${level}`) : counted === null ? target.name : t(`targetCounted.${counted}`),
          colour: palette.accent,
          points: line,
          steps: true,
        },
        { name: t('attainment.promised'), colour: palette.bad, dashed: true, points: [[begin, atLeast], [end, atLeast]] },
      ],
      palette,
      time: true,
      x: (at) => format.moment(at, end),
      y: (value) => (level === null ? format.count(value) : `${scale.figure(value)} ${scale.unit}`),
      yFrom: 0,
    };
  }, [target, points, palette, format, t]);
  return (
    <div className="history">
      <LinesChart spec={spec} height={200} label={t('attainment.label', { name: target.name })} />
    </div>
  );
}

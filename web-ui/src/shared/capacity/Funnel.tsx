import type { Funnel as FunnelFigures } from '../api/types';
import { useFormat } from '../format/useFormat';
import { useTranslate } from '../i18n/LanguageContext';
import { type FunnelLevel, funnelLevels } from './funnelLevels';
import './Funnel.css';

/** The capacity funnel: one bar a level, its figure beside it. */
export function Funnel({ funnel }: { funnel: FunnelFigures }) {
  const format = useFormat();
  const scale = format.flopsScale(funnel.installed.pflops);
  return (
    <ol className="funnel">
      {funnelLevels(funnel).map((level) => (
        <LevelBar key={level.name} level={level} figure={scale.figure} unit={scale.unit} />
      ))}
    </ol>
  );
}

interface LevelBarProps {
  level: FunnelLevel;
  figure: (pflops: number) => string;
  unit: string;
}

function LevelBar({ level, figure, unit }: LevelBarProps) {
  const t = useTranslate();
  return (
    <li className={`funnel-level funnel-${level.name}`}>
      <span className="funnel-name" title={t(`capacity.level.${level.name}.hint`)}>
        {t(`capacity.level.${level.name}`)}
      </span>
      <span className="funnel-figure">
        {level.pflops === null ? (
          <span className="funnel-unknown">{t('capacity.unknown')}</span>
        ) : (
          <>
            <b>{figure(level.pflops)}</b> <span className="funnel-unit">{unit}</span>
          </>
        )}
      </span>
      <span className="funnel-bar" aria-hidden="true">
        <span className="funnel-fill" style={{ width: `${level.width * 100}%` }}>
          {level.width > 0 && level.estimateWidth > 0 ? (
            <span
              className="funnel-estimate"
              style={{ width: `${(level.estimateWidth / level.width) * 100}%` }}
            />
          ) : null}
        </span>
      </span>
      <LevelNote level={level} />
    </li>
  );
}

function LevelNote({ level }: { level: FunnelLevel }) {
  const t = useTranslate();
  const format = useFormat();
  const parts = [
    level.shareOfInstalled === null
      ? null
      : t('capacity.share', { percent: format.percent(level.shareOfInstalled) }),
    level.milliDevices === null
      ? null
      : format.countedDevices(level.milliDevices),
    coverage(level.covered),
  ];
  return <span className="funnel-note">{parts.filter((part) => part !== null).join(' · ')}</span>;

  function coverage(covered: number | null) {
    if (covered === null) {
      return null;
    }
    return covered === 0
      ? t('capacity.busy.none')
      : t('capacity.busy.covered', { percent: format.percent(covered) });
  }
}

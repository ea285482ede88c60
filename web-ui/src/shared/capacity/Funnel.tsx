import type { Funnel as FunnelFigures, Target } from '../api/types';
import { useFormat } from '../format/useFormat';
import { useTranslate } from '../i18n/LanguageContext';
import { type FunnelLevel, funnelLevels, promisedOf } from './funnelLevels';
import './Funnel.css';

const NONE: readonly Target[] = [];

interface FunnelProps {
  funnel: FunnelFigures;
  /** What was promised of it: a mark on the bar of its level where it is in sight, and how far it is in words. */
  targets?: readonly Target[];
}

/** The capacity funnel: one bar a level, its figure beside it. */
export function Funnel({ funnel, targets = NONE }: FunnelProps) {
  const format = useFormat();
  const scale = format.flopsScale(funnel.installed.pflops);
  return (
    <ol className="funnel">
      {funnelLevels(funnel).map((level) => (
        <LevelBar
          key={level.name}
          level={level}
          promised={promisedOf(level.name, targets)}
          installed={funnel.installed.pflops}
          figure={scale.figure}
          unit={scale.unit}
        />
      ))}
    </ol>
  );
}

interface LevelBarProps {
  level: FunnelLevel;
  promised: readonly Target[];
  /** PFLOPS that fill a bar. */
  installed: number;
  figure: (pflops: number) => string;
  unit: string;
}

function LevelBar({ level, promised, installed, figure, unit }: LevelBarProps) {
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
        {promised
          .filter(({ atLeast }) => atLeast <= installed)
          .map(({ id, atLeast }) => (
            <span key={id} className="funnel-promised" style={{ left: `${(atLeast / installed) * 100}%` }} />
          ))}
      </span>
      <LevelNote level={level} promised={promised} />
    </li>
  );
}

function LevelNote({ level, promised }: { level: FunnelLevel; promised: readonly Target[] }) {
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
  return (
    <span className="funnel-note">
      {parts.filter((part) => part !== null).join(' · ')}
      {promised.map((target) => (
        <span key={target.id} className="funnel-target">
          {against(target)}
        </span>
      ))}
    </span>
  );

  function against({ atLeast, by }: Target) {
    return t('capacity.against', {
      percent: format.percent((level.pflops ?? 0) / atLeast),
      figure: format.flops(atLeast),
      date: format.day(Date.parse(by)),
    });
  }

  function coverage(covered: number | null) {
    if (covered === null) {
      return null;
    }
    return covered === 0
      ? t('capacity.busy.none')
      : t('capacity.busy.covered', { percent: format.percent(covered) });
  }
}

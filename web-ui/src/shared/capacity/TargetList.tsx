import type { ReactNode } from 'react';
import type { Target } from '../api/types';
import { useFormat } from '../format/useFormat';
import { useTranslate } from '../i18n/LanguageContext';
import { Bar } from '../ui/Bar';
import { Tag, type Tone } from '../ui/Tag';
import './TargetList.css';

const TONES: Record<Target['attainment']['standing'], Tone> = {
  ON_TRACK: 'good',
  AT_RISK: 'warn',
  MET_ON: 'good',
  MISSED_BY: 'bad',
};

interface TargetListProps {
  targets: readonly Target[];
  /** What may be done to each. */
  orders?: (target: Target) => ReactNode;
}

/** Promises with what is there of each, on which basis, and by when. */
export function TargetList({ targets, orders }: TargetListProps) {
  return (
    <ul className="targets">
      {targets.map((target) => (
        <OneTarget key={target.id} target={target} orders={orders?.(target)} />
      ))}
    </ul>
  );
}

function OneTarget({ target, orders }: { target: Target; orders: ReactNode }) {
  const t = useTranslate();
  const format = useFormat();
  const { attainment, atLeast, atMost, level, counted } = target;
  const figure = (value: number) => (level === null ? format.count(value) : format.flops(value));
  const wanted = atMost === null ? figure(atLeast) : `${figure(atLeast)}–${figure(atMost)}`;
  const of = level !== null ? t(`targetLevel.${level}`) : counted === null ? '' : t(`targetCounted.${counted}`);
  const whose = target.tenant ?? target.cohort;
  return (
    <li>
      <div className="card-line">
        <span>
          <b>{target.name}</b>
          {whose === null ? null : <span className="muted"> · {whose}</span>}
        </span>
        <Tag tone={TONES[attainment.standing]}>{standing()}</Tag>
      </div>
      <div className="target-bar">
        <Bar
          share={attainment.figure === null ? 0 : attainment.figure / atLeast}
          label={target.name}
          tone={attainment.standing === 'ON_TRACK' || attainment.standing === 'MET_ON' ? 'accent' : 'warn'}
        />
      </div>
      <div className="card-line muted number">
        <span>
          {attainment.figure === null ? t('capacity.unknown') : figure(attainment.figure)} / {wanted} {of}
        </span>
        <span>{t('target.by', { date: format.day(Date.parse(target.by)) })}</span>
      </div>
      {attainment.projected === null ? null : (
        <div className="muted number">{t('target.projected', { figure: figure(attainment.projected) })}</div>
      )}
      {target.basis === null ? null : (
        <div className="muted">
          {t('capacity.basis', {
            precision: target.basis.precision,
            sparsity: t(target.basis.sparsity === 'DENSE' ? 'capacity.basis.DENSE' : 'capacity.basis.SPARSE'),
            peak: target.basis.peak === 'VENDOR' ? t('capacity.basis.VENDOR') : target.basis.peak,
          })}
        </div>
      )}
      {orders}
    </li>
  );

  function standing() {
    if (attainment.metOn !== null) {
      return t('targetStanding.metOn', { date: format.day(Date.parse(attainment.metOn)) });
    }
    return attainment.missedBy === null
      ? t(`targetStanding.${attainment.standing}`)
      : t('targetStanding.missedBy', { figure: figure(attainment.missedBy) });
  }
}

import { Link } from 'react-router';
import type { Counterfactual, JobChange, JobSpec } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useMay } from '../../../shared/session/permissions';
import { changeOf, type Tongue } from './words';

interface CounterfactualsProps {
  jobId: number;
  found: readonly Counterfactual[];
  spec: JobSpec;
  tongue: Tongue;
  /** Predicted start as things are, null without one. */
  start: string | null;
}

/** The smallest changes that would start the job sooner; each was really planned. */
export function Counterfactuals({ jobId, found, spec, tongue, start }: CounterfactualsProps) {
  const t = useTranslate();
  const maySubmit = useMay('submitJobs');
  if (found.length === 0) {
    return <p className="empty">{t('counterfactual.none')}</p>;
  }
  return (
    <ul className="counterfactuals" aria-label={t('counterfactual.title')}>
      {found.map((each) => {
        const { from, to } = changeOf(each, spec, tongue);
        return (
          <li key={each.kind}>
            <div className="counterfactual-text">
              <b>{t(`counterfactual.${each.kind}`)}</b>
              <span>
                {from} → <b>{to}</b>
              </span>
              <Sooner found={each} start={start} tongue={tongue} />
            </div>
            {maySubmit && each.kind !== 'RESERVATION_RELEASED' && each.kind !== 'MORE_QUOTA' ? (
              <Link
                className="counterfactual-apply"
                to={`/jobs/new?from=${jobId}&change=${encodeURIComponent(stated(each.change))}`}
                aria-label={`${t('counterfactual.apply')}: ${to}`}
              >
                {t('counterfactual.apply')}
              </Link>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

interface SoonerProps {
  found: Counterfactual;
  start: string | null;
  tongue: Tongue;
}

function Sooner({ found, start, tongue }: SoonerProps) {
  const t = useTranslate();
  const format = useFormat();
  const at = Date.parse(found.start);
  const parts = [
    t('counterfactual.starts', { time: format.moment(at, tongue.now), partition: found.partition }),
    start === null ? null : t('counterfactual.sooner', { duration: format.duration(Date.parse(start) - at) }),
    found.runsEnded === 0 ? null : t('counterfactual.runsEnded', { runs: format.count(found.runsEnded) }),
  ];
  return <span className="muted">{parts.filter((part) => part !== null).join(t('list.clause'))}</span>;
}

/** What changes, and nothing about what does not: addresses are to be shared. */
const stated = (change: JobChange) => JSON.stringify(change, (_, value: unknown) => value ?? undefined);

import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { explanationQuery } from '../../../shared/api/jobQueries';
import type { Explanation, JobSpec } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useClocks } from '../../../shared/time/planClock';
import { Loaded } from '../../../shared/ui/Loaded';
import { Section } from '../../../shared/ui/Section';
import { Blockers } from './Blockers';
import { Counterfactuals } from './Counterfactuals';
import { Partitions } from './Partitions';
import type { Tongue } from './words';
import './Explanation.css';

interface ExplanationPanelProps {
  jobId: number;
  spec: JobSpec;
}

/** Why the job starts when it does, and what would start it sooner. */
export function ExplanationPanel({ jobId, spec }: ExplanationPanelProps) {
  const t = useTranslate();
  const explanation = useQuery(explanationQuery(useApi(), jobId));
  const format = useFormat();
  const { planNow, wallNow } = useClocks();
  const tongue: Tongue = { t, format, now: planNow ?? wallNow };
  return (
    <>
      <Section title={t('explain.title')}>
        <Loaded query={explanation}>{(answer) => <Why answer={answer} tongue={tongue} />}</Loaded>
      </Section>
      <Section title={t('counterfactual.title')} note={t('counterfactual.note')}>
        <Loaded query={explanation}>
          {({ counterfactuals, predicted }) => (
            <Counterfactuals
              jobId={jobId}
              found={counterfactuals}
              spec={spec}
              tongue={tongue}
              start={predicted?.start ?? null}
            />
          )}
        </Loaded>
      </Section>
      <Section className="full" title={t('explain.partitions')}>
        <Loaded
          query={explanation}
          empty={{ when: ({ partitions }) => partitions.length === 0, text: t('explain.partitions.empty') }}
        >
          {({ partitions, partitionsLeftOut }) => (
            <>
              <Partitions partitions={partitions} spec={spec} tongue={tongue} />
              {partitionsLeftOut === 0 ? null : (
                <p className="empty">{t('explain.leftOut', { count: format.count(partitionsLeftOut) })}</p>
              )}
            </>
          )}
        </Loaded>
      </Section>
    </>
  );
}

function Why({ answer, tongue }: { answer: Explanation; tongue: Tongue }) {
  const { t, format, now } = tongue;
  const { predicted, blockers } = answer;
  return (
    <div className="explain">
      <p className="explain-start">
        {predicted === null ? (
          t('queue.noStart')
        ) : (
          <>
            {t('queue.start')}{' '}
            <b title={format.fullTime(Date.parse(predicted.start))}>{format.moment(Date.parse(predicted.start), now)}</b>{' '}
            · {predicted.cluster}/{predicted.partition} · {t('change.workers', { count: format.count(predicted.width) })}
          </>
        )}
      </p>
      {blockers.length === 0 ? <p className="muted">{t('explain.noBlockers')}</p> : <Blockers blockers={blockers} tongue={tongue} />}
    </div>
  );
}

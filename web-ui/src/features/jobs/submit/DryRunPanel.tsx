import type { UseQueryResult } from '@tanstack/react-query';
import type { JobPreview } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import type { WordOf } from '../../../shared/i18n/messages';
import { useClocks } from '../../../shared/time/planClock';
import { Fact, Facts } from '../../../shared/ui/Facts';
import { Loaded } from '../../../shared/ui/Loaded';
import { Section } from '../../../shared/ui/Section';
import { Tag } from '../../../shared/ui/Tag';
import { reschedulingWords } from '../reschedulingWords';
import { Sizing } from './Sizing';

interface DryRunPanelProps {
  dryRun: UseQueryResult<JobPreview>;
  /** What has to be done before there is an answer, null for nothing. */
  wait: 'wrong' | 'tenant' | null;
}

/** What the plan says to the job as it stands in the form. */
export function DryRunPanel({ dryRun, wait }: DryRunPanelProps) {
  const t = useTranslate();
  return (
    <Section title={t('dryRun.title')} note={t('dryRun.note')}>
      <div aria-live="polite">
        {wait !== null ? (
          <p className="empty">{t(`dryRun.${wait}`)}</p>
        ) : (
          <Loaded query={dryRun}>{(preview) => <Answer preview={preview} />}</Loaded>
        )}
      </div>
    </Section>
  );
}

function Answer({ preview: { predicted, conditions, rescheduling, spec } }: { preview: JobPreview }) {
  const t = useTranslate();
  const format = useFormat();
  const { planNow, wallNow } = useClocks();
  const now = planNow ?? wallNow;
  return (
    <>
      <Facts>
        <Fact name={t('queue.start')}>
          {predicted === null ? t('queue.noStart') : <b>{startText(Date.parse(predicted.start))}</b>}
        </Fact>
        {predicted === null ? null : (
          <>
            <Fact name={t('running.where')}>{`${predicted.cluster}/${predicted.partition}`}</Fact>
            <Fact name={t('dryRun.end')}>
              {predicted.end === null ? t('running.openEnd') : format.moment(Date.parse(predicted.end), now)}
            </Fact>
            <Fact name={t('dryRun.width')}>{t('change.workers', { count: format.count(predicted.width) })}</Fact>
          </>
        )}
      </Facts>
      {conditions.length === 0 ? null : (
        <ul className="dry-run-conditions">
          {conditions.map(({ type, partition }, index) => (
            <li key={`${type}${index}`}>
              <Tag tone={type === 'WaitingForCapacity' ? 'neutral' : 'warn'}>
                {t(`condition.${type as WordOf<'condition'>}`)}
              </Tag>{' '}
              {partition} {t(`conditionMeans.${type as WordOf<'conditionMeans'>}`)}
            </li>
          ))}
        </ul>
      )}
      {rescheduling === null ? null : (
        <p className="muted dry-run-price">
          {t('list.pair', { name: t('facts.price'), value: reschedulingWords(rescheduling, t, format) })}
        </p>
      )}
      {spec.sizing === null ? null : <Sizing sizing={spec.sizing} mfu={spec.work?.mfu ?? null} />}
    </>
  );

  function startText(start: number) {
    const inWords = start <= now ? t('queue.due') : format.ahead(start - now);
    return format.momentAnd(inWords, start, now);
  }
}

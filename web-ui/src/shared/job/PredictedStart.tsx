import type { Job } from '../api/types';
import { useFormat } from '../format/useFormat';
import { useTranslate } from '../i18n/LanguageContext';
import { useClocks } from '../time/planClock';
import { TwoLines } from '../ui/TwoLines';

type StartOf = Pick<Job, 'predictedStart' | 'predictedPartition'>;

/** When a job starts by the active plan, in plan time, and where. */
export function PredictedStart({ job }: { job: StartOf }) {
  const t = useTranslate();
  const format = useFormat();
  const { planNow, wallNow } = useClocks();
  if (job.predictedStart === null) {
    return <span className="muted">{t('queue.noStart')}</span>;
  }
  const start = Date.parse(job.predictedStart);
  const wait = planNow === null ? null : start - planNow;
  const inWords = wait === null ? '' : wait <= 0 ? t('queue.due') : format.ahead(wait);
  return (
    <TwoLines
      first={format.momentAnd(inWords, start, planNow ?? wallNow)}
      second={job.predictedPartition ?? undefined}
      hint={[format.fullTime(start), job.predictedPartition].filter(Boolean).join('\n')}
    />
  );
}

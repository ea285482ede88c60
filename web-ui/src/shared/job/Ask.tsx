import type { Job } from '../api/types';
import { useFormat } from '../format/useFormat';
import { useTranslate } from '../i18n/LanguageContext';
import { TwoLines } from '../ui/TwoLines';

type AskOf = Pick<Job, 'workers' | 'milliDevicesPerWorker' | 'models' | 'stacks'>;

/** The gang a job needs all at once: workers x devices of each, of which model. */
export function Ask({ job }: { job: AskOf }) {
  const t = useTranslate();
  const format = useFormat();
  const accepted = [...job.models, ...job.stacks];
  const of = accepted.length === 0 ? t('job.anyModel') : accepted.join(', ');
  return (
    <TwoLines
      first={`${format.count(job.workers)} × ${format.countedDevices(job.milliDevicesPerWorker)}`}
      second={of}
      hint={of}
    />
  );
}

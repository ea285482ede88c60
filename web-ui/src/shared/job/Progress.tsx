import type { Run } from '../api/types';
import { useFormat } from '../format/useFormat';
import { useTranslate } from '../i18n/LanguageContext';
import { useClocks } from '../time/planClock';
import { Bar } from '../ui/Bar';
import { progressOf } from './progressOf';
import './Progress.css';

type ProgressRun = Pick<Run, 'jobId' | 'started' | 'expectedEnd'>;

/** How far a run is, and when it ends. */
export function Progress({ run }: { run: ProgressRun }) {
  const t = useTranslate();
  const format = useFormat();
  const { planNow } = useClocks();
  if (planNow === null) {
    return null;
  }
  const progress = progressOf(run, planNow);
  const label = `#${run.jobId}: ${t('running.progress')}`;
  switch (progress.kind) {
    case 'notStarted':
      return null;
    case 'openEnd':
      return <span className="muted">{t('running.openEnd')}</span>;
    case 'running':
      return (
        <div className="progress" title={endHint()}>
          <Bar share={progress.share} label={label} />
          <span>{format.percent(progress.share)}</span>
          <span className="progress-end">
            {ends(progress.leftMillis)}
          </span>
        </div>
      );
    case 'overrun':
      return (
        <div className="progress" title={endHint()}>
          <Bar share={1} label={label} tone="warn" />
          <span />
          <span className="progress-end progress-late">
            {t('running.overrun', { duration: format.duration(progress.byMillis) })}
          </span>
        </div>
      );
  }

  function ends(leftMillis: number) {
    const end = Date.parse(run.expectedEnd ?? '');
    const time = format.momentAnd(format.ahead(leftMillis), end, planNow ?? end);
    return t('running.ends', { time });
  }

  function endHint() {
    return format.fullTime(Date.parse(run.expectedEnd ?? ''));
  }
}

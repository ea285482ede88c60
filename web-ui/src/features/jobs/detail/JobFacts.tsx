import type { JobView } from '../../../shared/api/types';
import { millisOf } from '../../../shared/format/isoDuration';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { PriorityTag } from '../../../shared/job/JobTags';
import { useClocks } from '../../../shared/time/planClock';
import { Fact, Facts } from '../../../shared/ui/Facts';
import { Section } from '../../../shared/ui/Section';
import { reschedulingWords } from '../reschedulingWords';

/** What the job says about itself. */
export function JobFacts({ job }: { job: JobView }) {
  const t = useTranslate();
  const format = useFormat();
  const { planNow, wallNow } = useClocks();
  const { spec } = job;
  const { gang, worker, accelerators, fabric } = spec;
  const at = (instant: string) => format.moment(Date.parse(instant), planNow ?? wallNow);
  const lasting = (duration: string | null) => (duration === null ? '–' : format.duration(millisOf(duration) ?? 0));
  const { port = null, readinessPath = null } = spec.service ?? {};
  const servingAt = `${port === null ? '' : `:${String(port)}`}${readinessPath ?? ''}`;
  const accepted = [...accelerators.models, ...accelerators.stacks];
  return (
    <Section className="full" title={t('facts.title')}>
      <Facts wide>
        <Fact name={t('job.ask')}>
          {`${format.count(gang.workers)} × ${format.countedDevices(worker.milliDevices)}`}
        </Fact>
        {worker.cpuMilli === 0 && worker.memoryMib === 0 ? null : (
          <Fact name={t('facts.host')}>
            {t('facts.hostText', { cores: format.ratio(worker.cpuMilli / 1_000), gib: format.ratio(worker.memoryMib / 1_024) })}
          </Fact>
        )}
        {gang.minWorkers === gang.maxWorkers ? null : (
          <Fact name={t('facts.elastic')}>{`${format.count(gang.minWorkers)}–${format.count(gang.maxWorkers)}`}</Fact>
        )}
        <Fact name={t('facts.accepts')}>{accepted.length === 0 ? t('job.anyModel') : accepted.join(', ')}</Fact>
        <Fact name={t('facts.memory')}>
          {accelerators.minMemoryGib === 0
            ? t('facts.memory.any')
            : `${format.ratio(accelerators.minMemoryGib)} GiB`}
        </Fact>
        <Fact name={t('submit.fabric')}>
          {t(`fabric.${fabric.domain}`)}
          {fabric.required ? ` · ${t('submit.required')}` : ''}
        </Fact>
        <Fact name={t('job.priority')}>
          <PriorityTag value={spec.priorityClass} />
        </Fact>
        {spec.service === null ? (
          <Fact name={t('facts.expected')}>{lasting(spec.expectedDuration)}</Fact>
        ) : (
          <Fact name={t('submit.replicas')}>{replicas(spec.service.replicasByHour)}</Fact>
        )}
        {servingAt === '' ? null : <Fact name={t('facts.serving')}>{servingAt}</Fact>}
        {spec.work === null ? null : (
          <Fact name={t('facts.work')}>
            {t('facts.workText', {
              profile: spec.work.modelProfile,
              tokens: format.ratio(spec.work.tokens / 1e9),
              mfu: format.percent(spec.work.mfu),
            })}
          </Fact>
        )}
        <Fact name={t('facts.longest')}>{spec.maxDuration === null ? t('facts.longest.none') : lasting(spec.maxDuration)}</Fact>
        {spec.earliestStart === null ? null : <Fact name={t('facts.earliest')}>{at(spec.earliestStart)}</Fact>}
        {spec.deadline === null ? null : (
          <Fact name={t('facts.deadline')}>
            {at(spec.deadline.at)} · {spec.deadline.hard ? t('facts.hard') : t('facts.soft')}
          </Fact>
        )}
        <Fact name={t('facts.preemptible')}>{spec.preemptible ? t('facts.yes') : t('facts.no')}</Fact>
        <Fact name={t('facts.onLoss')}>{t(`onLoss.${spec.onClusterLoss}`)}</Fact>
        {job.rescheduling === null ? null : (
          <Fact name={t('facts.price')}>{reschedulingWords(job.rescheduling, t, format)}</Fact>
        )}
        {spec.checkpoint === null ? null : (
          <Fact name={t('facts.checkpoint')}>
            {t('facts.checkpointText', { location: spec.checkpoint.location, interval: lasting(spec.checkpoint.interval) })}
          </Fact>
        )}
        {job.workDone === 0 ? null : <Fact name={t('facts.done')}>{format.percent(job.workDone)}</Fact>}
        {spec.datasets.length === 0 ? null : <Fact name={t('facts.datasets')}>{spec.datasets.join(', ')}</Fact>}
        {spec.residency.length === 0 ? null : <Fact name={t('facts.residency')}>{spec.residency.join(', ')}</Fact>}
        <Fact name={t('facts.attempts')}>{format.count(job.attempts)}</Fact>
        <Fact name={t('facts.maxAttempts')}>{format.count(spec.retry.maxAttempts)}</Fact>
        {spec.runtime.image === null ? null : <Fact name={t('submit.image')}>{spec.runtime.image}</Fact>}
        <Fact name={t('jobs.submitted')}>{`${at(job.submittedAt)} · ${job.submittedBy}`}</Fact>
        {job.endedAt === null ? null : <Fact name={t('ended.at')}>{at(job.endedAt)}</Fact>}
      </Facts>
    </Section>
  );

  function replicas(byHour: readonly number[]) {
    return `${format.count(Math.min(...byHour))}–${format.count(Math.max(...byHour))}`;
  }
}

import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { bodyOf } from '../../../shared/api/client';
import { lostRunsQuery } from '../../../shared/api/clusterQueries';
import type { Run } from '../../../shared/api/types';
import { useChange } from '../../../shared/api/useChange';
import type { Draft } from '../../../shared/form/fields';
import { FormButton } from '../../../shared/form/FormButton';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { JobName } from '../../../shared/job/JobName';
import { RunTag } from '../../../shared/job/RunTag';
import { useActsFor } from '../../../shared/session/permissions';
import { useClocks } from '../../../shared/time/planClock';
import { Loaded } from '../../../shared/ui/Loaded';
import { Section } from '../../../shared/ui/Section';

/** Runs of a cluster that was silent for long: only an operator can know that one of them has ended. */
export function LostRuns({ cluster }: { cluster: string }) {
  const t = useTranslate();
  const lost = useQuery(lostRunsQuery(useApi(), cluster));
  return (
    <Section title={t('lostRuns.title')} note={t('lostRuns.note')}>
      <Loaded query={lost} lines={2} empty={{ when: ({ items }) => items.length === 0, text: t('lostRuns.empty') }}>
        {({ items }) => (
          <ul className="cards" aria-label={t('lostRuns.title')}>
            {items.map((run) => (
              <LostRun key={run.id} run={run} />
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}

function LostRun({ run }: { run: Run }) {
  const format = useFormat();
  const { planNow, wallNow } = useClocks();
  const acts = useActsFor(run.cluster);
  return (
    <li>
      <div className="card-line">
        <JobName id={run.jobId} name={run.jobName} tenant={run.tenant} kind={run.kind} />
        <RunTag state={run.state} />
      </div>
      <div className="card-line muted number">
        <span>{`${run.cluster}/${run.partition} · ${format.countedDevices(run.milliDevices)}`}</span>
        <span>{format.moment(Date.parse(run.started ?? run.leased), planNow ?? wallNow)}</span>
      </div>
      {acts ? <GiveUp run={run} /> : null}
    </li>
  );
}

function GiveUp({ run }: { run: Run }) {
  const t = useTranslate();
  const api = useApi();
  const save = useChange(
    ({ reason }: Draft) =>
      bodyOf(api.POST('/api/v1/runs/{id}/give-up', { params: { path: { id: run.id } }, body: { reason: reason as string } })),
    'runs',
    'jobs',
  );
  const of = run.jobName;
  return (
    <FormButton<Draft>
      name={t('lostRuns.giveUp')}
      of={of}
      title={t('lostRuns.giveUp.title', { job: of })}
      note={t('lostRuns.giveUp.note')}
      fields={[{ kind: 'text', name: 'reason', label: t('lostRuns.reason'), required: true }]}
      initial={() => ({ reason: null })}
      send={t('lostRuns.giveUp')}
      save={save}
    />
  );
}

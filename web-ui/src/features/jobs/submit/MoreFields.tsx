import { useQuery } from '@tanstack/react-query';
import { Checkbox, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useApi } from '../../../shared/api/ApiContext';
import { capacityQuery } from '../../../shared/api/queries';
import { datasetsQuery } from '../../../shared/api/registerQueries';
import type { JobSubmission } from '../../../shared/api/types';
import { Field } from '../../../shared/form/Field';
import { choicesOf, instantOf, localOf, without } from '../../../shared/form/fields';
import { isoDuration, millisOf } from '../../../shared/format/isoDuration';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useMay } from '../../../shared/session/permissions';
import type { PartProps } from './SubmitForm';

const MINUTE = 60_000;
const MILLI = 1_000;
const MIB_IN_GIB = 1_024;
const QUARTER = 'PT15M';

/** What most jobs leave as it is: when it may start and must end, what it reads and where, what it runs, what is done when it fails. */
export function MoreFields(props: PartProps) {
  const t = useTranslate();
  const { job } = props;
  const stated =
    job.earliestStart ?? job.deadline ?? job.checkpoint ?? (job.datasets ?? []).concat(job.residency ?? [], job.runtime?.command ?? [])[0];
  return (
    <details className="field-full submit-more" open={stated !== undefined || job.onClusterLoss === 'RESCHEDULE'}>
      <summary>{t('submit.more')}</summary>
      <div className="submit-fields">
        <HostFields {...props} />
        <TimeFields {...props} />
        <DataFields {...props} />
        <FailureFields {...props} />
      </div>
    </details>
  );
}

/** What a worker takes of its node beside the devices. */
function HostFields({ job, offences, change }: PartProps) {
  const t = useTranslate();
  const { worker } = job;
  const state = (field: 'cpuMilli' | 'memoryMib', amount: number | null) => {
    change({ worker: amount === null ? without(worker, field) : { ...worker, [field]: amount } });
  };
  return (
    <>
      <Field label={t('submit.cpu')} path="worker.cpuMilli" offences={offences} hint={t('submit.host.hint')}>
        {(id) => (
          <InputNumber<number>
            id={id}
            value={worker.cpuMilli === undefined ? null : worker.cpuMilli / MILLI}
            onChange={(cores) => {
              state('cpuMilli', cores === null ? null : Math.round(cores * MILLI));
            }}
          />
        )}
      </Field>
      <Field label={t('submit.hostMemory')} path="worker.memoryMib" offences={offences} hint={t('submit.host.hint')}>
        {(id) => (
          <InputNumber<number>
            id={id}
            value={worker.memoryMib === undefined ? null : worker.memoryMib / MIB_IN_GIB}
            onChange={(gib) => {
              state('memoryMib', gib === null ? null : Math.round(gib * MIB_IN_GIB));
            }}
          />
        )}
      </Field>
    </>
  );
}

function TimeFields({ job, offences, change }: PartProps) {
  const t = useTranslate();
  return (
    <>
      <Field label={t('facts.earliest')} path="earliestStart" offences={offences} hint={t('submit.planTime')}>
        {(id) => (
          <Instant
            id={id}
            value={job.earliestStart}
            choose={(earliestStart) => {
              change({ earliestStart });
            }}
          />
        )}
      </Field>
      <Field label={t('facts.deadline')} path="deadline" offences={offences} hint={t('submit.planTime')}>
        {(id) => (
          <Instant
            id={id}
            value={job.deadline?.at}
            choose={(at) => {
              change({ deadline: at === undefined ? undefined : { at, hard: job.deadline?.hard ?? false } });
            }}
          >
            <Checkbox
              disabled={job.deadline === undefined}
              checked={job.deadline?.hard ?? false}
              onChange={({ target }) => {
                if (job.deadline !== undefined) {
                  change({ deadline: { ...job.deadline, hard: target.checked } });
                }
              }}
            >
              {t('facts.hard')}
            </Checkbox>
          </Instant>
        )}
      </Field>
    </>
  );
}

interface InstantProps {
  id: string;
  value: string | undefined;
  choose: (instant: string | undefined) => void;
  children?: ReactNode;
}

/** A time of the reader's clock. */
function Instant({ id, value, choose, children }: InstantProps) {
  return (
    <div className="field-row">
      <Input
        id={id}
        type="datetime-local"
        value={localOf(value ?? null)}
        onChange={({ target }) => {
          choose(instantOf(target.value) ?? undefined);
        }}
      />
      {children}
    </div>
  );
}

function DataFields({ job, offences, change }: PartProps) {
  const t = useTranslate();
  const api = useApi();
  const sees = useMay('seeDatasets');
  const { data: datasets = [] } = useQuery({ ...datasetsQuery(api), enabled: sees });
  const { data: capacity } = useQuery(capacityQuery(api));
  return (
    <>
      <Field label={t('submit.datasets')} path="datasets" offences={offences} hint={t('submit.datasets.hint')}>
        {(id) => (
          <Select<string[]>
            id={id}
            mode="tags"
            value={job.datasets ?? []}
            options={choicesOf(datasets.map(({ name }) => name))}
            onChange={(chosen) => {
              change({ datasets: chosen.length === 0 ? undefined : chosen });
            }}
          />
        )}
      </Field>
      <Field label={t('submit.residency')} path="residency" offences={offences} hint={t('submit.any.hint')}>
        {(id) => (
          <Select<string[]>
            id={id}
            mode="multiple"
            value={job.residency ?? []}
            options={choicesOf(capacity?.clusters.map(({ name }) => name) ?? [])}
            onChange={(chosen) => {
              change({ residency: chosen.length === 0 ? undefined : chosen });
            }}
          />
        )}
      </Field>
      <Field label={t('submit.command')} path="runtime.command" offences={offences} hint={t('submit.command.hint')}>
        {(id) => (
          <Select<string[]>
            id={id}
            mode="tags"
            open={false}
            suffix={null}
            value={job.runtime?.command ?? []}
            onChange={(command) => {
              const { runtime } = job;
              change({ runtime: command.length === 0 ? without(runtime ?? {}, 'command') : { ...runtime, command } });
            }}
          />
        )}
      </Field>
    </>
  );
}

function FailureFields({ job, offences, change }: PartProps) {
  const t = useTranslate();
  const { checkpoint } = job;
  return (
    <>
      <Field label={t('facts.onLoss')} path="onClusterLoss" offences={offences} hint={t('submit.onLoss.hint')}>
        {(id) => (
          <Select<NonNullable<JobSubmission['onClusterLoss']>>
            id={id}
            value={job.onClusterLoss ?? 'WAIT'}
            options={(['WAIT', 'RESCHEDULE'] as const).map((value) => ({ value, label: t(`onLoss.${value}`) }))}
            onChange={(onClusterLoss) => {
              change({ onClusterLoss });
            }}
          />
        )}
      </Field>
      <Field label={t('submit.checkpoint')} path="checkpoint" offences={offences} hint={t('submit.checkpoint.hint')}>
        {(id) => (
          <Input
            id={id}
            placeholder="s3://bucket/run"
            value={checkpoint?.location ?? ''}
            onChange={({ target }) => {
              change({
                checkpoint: target.value === '' ? undefined : { interval: QUARTER, ...checkpoint, location: target.value },
              });
            }}
          />
        )}
      </Field>
      <Field label={t('facts.maxAttempts')} path="retry.maxAttempts" offences={offences}>
        {(id) => (
          <InputNumber<number>
            id={id}
            placeholder="1"
            value={job.retry?.maxAttempts ?? null}
            onChange={(maxAttempts) => {
              const { retry } = job;
              change({ retry: maxAttempts === null ? without(retry ?? {}, 'maxAttempts') : { ...retry, maxAttempts } });
            }}
          />
        )}
      </Field>
      {checkpoint === undefined ? null : (
        <Field label={t('submit.checkpointEvery')} path="checkpoint.interval" offences={offences}>
          {(id) => (
            <InputNumber<number>
              id={id}
              value={(millisOf(checkpoint.interval ?? QUARTER) ?? 0) / MINUTE}
              onChange={(minutes) => {
                change({ checkpoint: { ...checkpoint, interval: isoDuration((minutes ?? 0) * MINUTE) } });
              }}
            />
          )}
        </Field>
      )}
    </>
  );
}

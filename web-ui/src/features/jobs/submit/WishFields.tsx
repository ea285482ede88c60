import { useQuery } from '@tanstack/react-query';
import { Checkbox, Input, InputNumber, Segmented, Select } from 'antd';
import { useApi } from '../../../shared/api/ApiContext';
import { tenantsQuery } from '../../../shared/api/tenantQueries';
import type { Job } from '../../../shared/api/types';
import { HOUR, hoursOf, isoDuration } from '../../../shared/format/isoDuration';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useSession } from '../../../shared/session/SessionContext';
import { Field } from '../../../shared/form/Field';
import { without } from '../../../shared/form/fields';
import type { PartProps } from './SubmitForm';

const PRIORITIES: readonly Job['priorityClass'][] = ['LOW', 'NORMAL', 'HIGH', 'CRITICAL'];

/** Whose job it is, and what it is. */
export function NameFields({ job, offences, change }: PartProps) {
  const t = useTranslate();
  return (
    <>
      <Field label={t('submit.name')} path="name" offences={offences}>
        {(id) => (
          <Input
            id={id}
            value={job.name}
            onChange={({ target }) => {
              change({ name: target.value });
            }}
          />
        )}
      </Field>
      <TenantField job={job} offences={offences} change={change} />
      <div className="field">
        <span className="field-label">{t('jobs.filter.kind')}</span>
        <Segmented<Job['kind']>
          value={job.kind}
          aria-label={t('jobs.filter.kind')}
          options={[
            { value: 'TRAINING', label: t('jobKind.TRAINING') },
            { value: 'INFERENCE', label: t('jobKind.INFERENCE') },
          ]}
          onChange={(kind) => {
            change(
              kind === 'INFERENCE'
                ? { kind, expectedDuration: undefined, work: undefined, service: { replicasByHour: Array<number>(24).fill(1) } }
                : { kind, service: undefined, expectedDuration: 'PT2H' },
            );
          }}
        />
      </div>
    </>
  );
}

/** Members submit for their own tenant; others say whose job it is. */
function TenantField({ job, offences, change }: PartProps) {
  const t = useTranslate();
  const { who } = useSession();
  const { data } = useQuery({ ...tenantsQuery(useApi()), enabled: who.tenant === null });
  if (who.tenant !== null) {
    return null;
  }
  return (
    <Field label={t('submit.tenant')} path="tenant" offences={offences}>
      {(id) => (
        <Select
          id={id}
          showSearch
          value={job.tenant ?? null}
          options={data?.items.map(({ name }) => ({ value: name, label: name })) ?? []}
          onChange={(tenant: string) => {
            change({ tenant });
          }}
        />
      )}
    </Field>
  );
}

/** How urgent it is, and what may be done to it. */
export function WishFields({ job, offences, change }: PartProps) {
  const t = useTranslate();
  return (
    <>
      <Field label={t('job.priority')} path="priorityClass" offences={offences}>
        {(id) => (
          <Select
            id={id}
            value={job.priorityClass ?? 'NORMAL'}
            options={PRIORITIES.map((priority) => ({ value: priority, label: t(`priority.${priority}`) }))}
            onChange={(priorityClass: Job['priorityClass']) => {
              change({ priorityClass });
            }}
          />
        )}
      </Field>
      <Field label={t('submit.maxHours')} path="maxDuration" offences={offences} hint={t('submit.maxHours.hint')}>
        {(id) => (
          <InputNumber<number>
            id={id}
            value={hoursOf(job.maxDuration)}
            onChange={(hours) => {
              change({ maxDuration: hours === null ? undefined : isoDuration(hours * HOUR) });
            }}
          />
        )}
      </Field>
      <Field label={t('submit.image')} path="runtime" offences={offences}>
        {(id) => (
          <Input
            id={id}
            value={job.runtime?.image ?? ''}
            onChange={({ target }) => {
              const { runtime } = job;
              change({ runtime: target.value === '' ? without(runtime ?? {}, 'image') : { ...runtime, image: target.value } });
            }}
          />
        )}
      </Field>
      <div className="field field-full">
        <Checkbox
          checked={job.preemptible ?? false}
          onChange={({ target }) => {
            change({ preemptible: target.checked });
          }}
        >
          {t('submit.preemptible')}
        </Checkbox>
      </div>
    </>
  );
}


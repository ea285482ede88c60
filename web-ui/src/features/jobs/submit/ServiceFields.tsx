import { Input, InputNumber } from 'antd';
import type { JobSubmission } from '../../../shared/api/types';
import { HOUR, hoursOf, isoDuration } from '../../../shared/format/isoDuration';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Field } from '../../../shared/form/Field';
import type { PartProps } from './SubmitForm';

const DAY_HOURS = 24;

type Service = NonNullable<JobSubmission['service']>;
type Stated = { [Part in keyof Service]?: Service[Part] | undefined };

/** A field nobody stated is left out. */
const given = (stated: Stated): Service =>
  Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));

/** A service: how long, where it takes requests, and its replicas for each hour of the day, of the city's time zone. */
export function ServiceFields({ job, offences, change }: PartProps) {
  const t = useTranslate();
  const service = job.service ?? {};
  const replicas = service.replicasByHour ?? Array<number>(DAY_HOURS).fill(1);
  const state = (part: Stated) => {
    change({ service: given({ ...service, replicasByHour: replicas, ...part }) });
  };
  return (
    <>
      <Field label={t('submit.serviceHours')} path="service.duration" offences={offences} hint={t('submit.serviceHours.hint')}>
        {(id) => (
          <InputNumber<number>
            id={id}
            value={hoursOf(service.duration)}
            onChange={(hours) => {
              state({ duration: hours === null ? undefined : isoDuration(hours * HOUR) });
            }}
          />
        )}
      </Field>
      <Field label={t('submit.port')} path="service.port" offences={offences} hint={t('submit.port.hint')}>
        {(id) => (
          <InputNumber<number>
            id={id}
            value={service.port ?? null}
            onChange={(port) => {
              state({ port: port ?? undefined });
            }}
          />
        )}
      </Field>
      <Field
        label={t('submit.readinessPath')}
        path="service.readinessPath"
        offences={offences}
        hint={t('submit.readinessPath.hint')}
      >
        {(id) => (
          <Input
            id={id}
            placeholder="/health"
            value={service.readinessPath ?? ''}
            onChange={(event) => {
              state({ readinessPath: event.target.value === '' ? undefined : event.target.value });
            }}
          />
        )}
      </Field>
      <fieldset className="field field-full replicas">
        <legend>{t('submit.replicas')}</legend>
        {replicas.map((count, hour) => (
          <label key={hour}>
            <span className="number">{String(hour).padStart(2, '0')}</span>
            <InputNumber<number>
              size="small"
              controls={false}
              aria-label={t('submit.replicasAt', { hour })}
              value={count}
              onChange={(stated) => {
                state({ replicasByHour: replicas.map((old, at) => (at === hour ? (stated ?? 0) : old)) });
              }}
            />
          </label>
        ))}
      </fieldset>
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { InputNumber, Segmented, Select } from 'antd';
import { useApi } from '../../../shared/api/ApiContext';
import { modelProfilesQuery } from '../../../shared/api/catalogueQueries';
import type { JobSubmission, ModelProfile } from '../../../shared/api/types';
import { HOUR, hoursOf, isoDuration } from '../../../shared/format/isoDuration';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Field } from '../../../shared/form/Field';
import { ServiceFields } from './ServiceFields';
import type { PartProps } from './SubmitForm';

const BILLION = 1e9;

/** How long the job takes: by the clock, by the work it states, or as a service by its replicas. */
export function LengthFields(props: PartProps) {
  return props.job.kind === 'INFERENCE' ? <ServiceFields {...props} /> : <TrainingFields {...props} />;
}

function TrainingFields({ job, offences, change }: PartProps) {
  const t = useTranslate();
  const byWork = job.work !== undefined;
  const by = (which: 'hours' | 'work') => {
    change(
      which === 'work'
        ? { expectedDuration: undefined, work: { modelProfile: '', tokens: 100 * BILLION } }
        : { work: undefined, expectedDuration: 'PT2H' },
    );
  };
  return (
    <>
      <div className="field field-full">
        <Segmented
          size="small"
          value={byWork ? 'work' : 'hours'}
          options={[
            { value: 'hours', label: t('submit.byHours') },
            { value: 'work', label: t('submit.byWork') },
          ]}
          onChange={by}
        />
      </div>
      {byWork ? (
        <WorkFields job={job} offences={offences} change={change} />
      ) : (
        <Field label={t('submit.hours')} path="expectedDuration" offences={offences} hint={t('submit.hours.hint')}>
          {(id) => (
            <InputNumber<number>
              id={id}
              step={0.5}
              value={hoursOf(job.expectedDuration)}
              onChange={(hours) => {
                change({ expectedDuration: hours === null ? undefined : isoDuration(hours * HOUR) });
              }}
            />
          )}
        </Field>
      )}
    </>
  );
}

/** What is not known reads as nothing, not as 0. */
const percentOf = (share: number | null | undefined) => (share === null || share === undefined ? null : Math.round(share * 100));

function WorkFields({ job, offences, change }: PartProps) {
  const t = useTranslate();
  const format = useFormat();
  const { data } = useQuery(modelProfilesQuery(useApi()));
  const work = job.work ?? { modelProfile: '', tokens: 0 };
  const profile = data?.items.find(({ key }) => key === work.modelProfile);
  const called = ({ name, activeParameters }: ModelProfile) =>
    t('submit.profile.of', { name, billions: format.ratio(activeParameters / BILLION) });
  const state = (part: Partial<NonNullable<JobSubmission['work']>>) => {
    change({ work: { ...work, ...part } });
  };
  return (
    <>
      <Field label={t('submit.profile')} path="work.modelProfile" offences={offences}>
        {(id) => (
          <Select
            id={id}
            showSearch
            value={work.modelProfile === '' ? null : work.modelProfile}
            options={data?.items.map((one) => ({ value: one.key, label: called(one) })) ?? []}
            onChange={(modelProfile: string) => {
              state({ modelProfile });
            }}
          />
        )}
      </Field>
      <Field label={t('submit.tokens')} path="work.tokens" offences={offences} hint={t('submit.tokens.hint')}>
        {(id) => (
          <InputNumber<number>
            id={id}
            value={work.tokens / BILLION}
            onChange={(billions) => {
              state({ tokens: (billions ?? 0) * BILLION });
            }}
          />
        )}
      </Field>
      <Field label={t('submit.mfu')} path="work.mfu" offences={offences} hint={t('submit.mfu.hint')}>
        {(id) => (
          <InputNumber<number>
            id={id}
            value={percentOf(work.mfu ?? profile?.trainingMfu)}
            placeholder={t('submit.mfu.ofModel')}
            onChange={(percent) => {
              state({ mfu: percent === null ? undefined : percent / 100 } as Partial<typeof work>);
            }}
          />
        )}
      </Field>
    </>
  );
}

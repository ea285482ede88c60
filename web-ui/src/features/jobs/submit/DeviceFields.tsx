import { useQuery } from '@tanstack/react-query';
import { Checkbox, InputNumber, Select } from 'antd';
import { useApi } from '../../../shared/api/ApiContext';
import { capacityQuery } from '../../../shared/api/queries';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Field } from '../../../shared/form/Field';
import type { PartProps } from './SubmitForm';

const DOMAINS = ['ANY', 'BLOCK', 'RACK', 'HOST'] as const;

/** How many devices, of which kind, how close together. */
export function DeviceFields({ job, offences, change }: PartProps) {
  const t = useTranslate();
  const { data } = useQuery(capacityQuery(useApi()));
  const models = data?.models.map(({ model }) => model) ?? [];
  const stacks = [...new Set(data?.models.flatMap(({ stack }) => (stack === null ? [] : [stack])) ?? [])];
  const { gang, worker, accelerators, fabric } = job;
  // The server counts thousandths, this field devices.
  const inDevices = offences.map((offence) =>
    offence.field === 'worker.milliDevices' ? { ...offence, message: t('submit.devices.wrong') } : offence,
  );
  const elastic = gang?.minWorkers !== undefined;
  return (
    <>
      <Field label={t('submit.workers')} path="gang" offences={offences} {...(elastic ? { hint: t('submit.elastic') } : {})}>
        {(id) => (
          <InputNumber<number>
            id={id}
            value={gang?.workers ?? 1}
            onChange={(workers) => {
              change({ gang: { workers: workers ?? 1 } });
            }}
          />
        )}
      </Field>
      <Field label={t('submit.devices')} path="worker.milliDevices" offences={inDevices} hint={t('submit.devices.hint')}>
        {(id) => (
          <InputNumber<number>
            id={id}
            value={worker.milliDevices / 1_000}
            onChange={(devices) => {
              change({ worker: { ...worker, milliDevices: Math.round((devices ?? 0) * 1_000) } });
            }}
          />
        )}
      </Field>
      <Field label={t('submit.models')} path="accelerators.models" offences={offences} hint={t('submit.any.hint')}>
        {(id) => (
          <Select<string[]>
            id={id}
            mode="tags"
            value={accelerators?.models ?? []}
            options={models.map((model) => ({ value: model, label: model }))}
            onChange={(chosen) => {
              change({ accelerators: { ...accelerators, models: chosen } });
            }}
          />
        )}
      </Field>
      <Field label={t('submit.stacks')} path="accelerators.stacks" offences={offences} hint={t('submit.any.hint')}>
        {(id) => (
          <Select<typeof stacks>
            id={id}
            mode="multiple"
            value={accelerators?.stacks ?? []}
            options={stacks.map((stack) => ({ value: stack, label: stack }))}
            onChange={(chosen) => {
              change({ accelerators: { ...accelerators, stacks: chosen } });
            }}
          />
        )}
      </Field>
      <Field label={t('submit.memory')} path="accelerators.minMemoryGib" offences={offences}>
        {(id) => (
          <InputNumber<number>
            id={id}
            value={accelerators?.minMemoryGib ?? 0}
            onChange={(gib) => {
              change({ accelerators: { ...accelerators, minMemoryGib: gib ?? 0 } });
            }}
          />
        )}
      </Field>
      <Field label={t('submit.fabric')} path="fabric" offences={offences}>
        {(id) => (
          <div className="field-row">
            <Select
              id={id}
              value={fabric?.domain ?? 'ANY'}
              options={DOMAINS.map((domain) => ({ value: domain, label: t(`fabric.${domain}`) }))}
              onChange={(domain: (typeof DOMAINS)[number]) => {
                change({ fabric: { ...fabric, domain } });
              }}
            />
            <Checkbox
              checked={fabric?.required ?? false}
              onChange={({ target }) => {
                change({ fabric: { ...fabric, required: target.checked } });
              }}
            >
              {t('submit.required')}
            </Checkbox>
          </div>
        )}
      </Field>
    </>
  );
}

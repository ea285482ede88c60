import type { JobSubmission, Offence } from '../../../shared/api/types';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Section } from '../../../shared/ui/Section';
import { DeviceFields } from './DeviceFields';
import { LengthFields } from './LengthFields';
import { offencesOf } from '../../../shared/form/offences';
import { MoreFields } from './MoreFields';
import { useSaid } from '../../../shared/ui/useSaid';
import { NameFields, WishFields } from './WishFields';

/** Fields to be stated otherwise; undefined takes one away. */
export type Change = { [Key in keyof JobSubmission]?: JobSubmission[Key] | undefined };

export interface PartProps {
  job: JobSubmission;
  offences: readonly Offence[];
  change: (part: Change) => void;
}

const SHOWN = [
  'name',
  'tenant',
  'expectedDuration',
  'work.modelProfile',
  'work.tokens',
  'work.mfu',
  'service.duration',
  'service.port',
  'service.readinessPath',
  'gang',
  'worker.milliDevices',
  'worker.cpuMilli',
  'worker.memoryMib',
  'retry.maxAttempts',
  'accelerators.models',
  'accelerators.stacks',
  'accelerators.minMemoryGib',
  'fabric',
  'priorityClass',
  'maxDuration',
  'runtime',
  'earliestStart',
  'deadline',
  'datasets',
  'residency',
  'onClusterLoss',
  'checkpoint',
];

export function SubmitForm(props: PartProps) {
  const t = useTranslate();
  const { offence: said } = useSaid();
  const others = props.offences.filter((offence) => SHOWN.every((path) => offencesOf(path, [offence]).length === 0));
  return (
    <Section title={t('submit.job')}>
      <div className="submit-fields">
        <NameFields {...props} />
        <LengthFields {...props} />
        <DeviceFields {...props} />
        <WishFields {...props} />
        <MoreFields {...props} />
        {others.map((offence) => (
          <p key={offence.field + offence.message} className="field-wrong field-full" role="alert">
            {said(offence)}
          </p>
        ))}
      </div>
    </Section>
  );
}

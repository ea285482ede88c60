import type { JobSubmission, Offence } from '../../../shared/api/types';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Section } from '../../../shared/ui/Section';
import { DeviceFields } from './DeviceFields';
import { LengthFields } from './LengthFields';
import { offencesOf } from '../../../shared/form/offences';
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
  'gang',
  'worker.milliDevices',
  'accelerators.models',
  'accelerators.stacks',
  'accelerators.minMemoryGib',
  'fabric',
  'priorityClass',
  'maxDuration',
  'runtime',
];

export function SubmitForm(props: PartProps) {
  const t = useTranslate();
  const { words } = useSaid();
  const others = props.offences.filter((offence) => SHOWN.every((path) => offencesOf(path, [offence]).length === 0));
  return (
    <Section title={t('submit.job')}>
      <div className="submit-fields">
        <NameFields {...props} />
        <LengthFields {...props} />
        <DeviceFields {...props} />
        <WishFields {...props} />
        {others.map(({ field, message }) => (
          <p key={field + message} className="field-wrong field-full" role="alert">
            {field}: {words(message)}
          </p>
        ))}
      </div>
    </Section>
  );
}

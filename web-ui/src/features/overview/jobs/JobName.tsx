import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { TwoLines } from '../../../shared/ui/TwoLines';

interface JobNameProps {
  id: number;
  /** Null for a job of a tenant the caller does not belong to. */
  name: string | null;
  tenant: string | null;
  kind: 'TRAINING' | 'INFERENCE';
}

export function JobName({ id, name, tenant, kind }: JobNameProps) {
  const t = useTranslate();
  return (
    <TwoLines
      first={<b>{name ?? `#${id}`}</b>}
      second={[tenant ?? t('job.anotherTenant'), t(`jobKind.${kind}`), ...(name === null ? [] : [`#${id}`])].join(
        ' · ',
      )}
      hint={name ?? `#${id}`}
    />
  );
}

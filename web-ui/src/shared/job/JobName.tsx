import { Link } from 'react-router';
import { useTranslate } from '../i18n/LanguageContext';
import { useMay } from '../session/permissions';
import { TwoLines } from '../ui/TwoLines';

interface JobNameProps {
  id: number;
  /** Null for a job of a tenant the caller does not belong to. */
  name: string | null;
  tenant: string | null;
  kind: 'TRAINING' | 'INFERENCE';
}

export function JobName({ id, name, tenant, kind }: JobNameProps) {
  const t = useTranslate();
  const opens = useMay('seeJobs') && name !== null;
  const called = name ?? `#${id}`;
  return (
    <TwoLines
      first={opens ? <JobLink id={id}>{called}</JobLink> : <b>{called}</b>}
      second={[tenant ?? t('job.anotherTenant'), t(`jobKind.${kind}`), ...(name === null ? [] : [`#${id}`])].join(
        ' · ',
      )}
      hint={called}
    />
  );
}

/** The way to a job's own page. */
export function JobLink({ id, children }: { id: number; children: string }) {
  return (
    <Link className="strong-link" to={`/jobs/${id}`}>
      {children}
    </Link>
  );
}

import { Link } from 'react-router';
import { useTranslate } from '../i18n/LanguageContext';
import { useMay } from '../session/permissions';
import { TwoLines } from '../ui/TwoLines';

interface JobNameProps {
  id: number;
  name: string;
  tenant: string;
  kind: 'TRAINING' | 'INFERENCE';
}

export function JobName({ id, name, tenant, kind }: JobNameProps) {
  const t = useTranslate();
  const opens = useMay('seeJobs');
  return (
    <TwoLines
      first={opens ? <JobLink id={id}>{name}</JobLink> : <b>{name}</b>}
      second={[tenant, t(`jobKind.${kind}`), `#${id}`].join(' · ')}
      hint={name}
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

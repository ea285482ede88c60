import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../../shared/api/ApiContext';
import { jobQuery } from '../../shared/api/jobQueries';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useMay } from '../../shared/session/permissions';
import { Loaded } from '../../shared/ui/Loaded';
import { changed, changeIn, EMPTY, resubmissionOf } from './submit/draft';
import { Submission } from './submit/Submission';
import './Jobs.css';

/** A new job; `?from=7` begins with what job 7 says, `&change=...` with one thing about it stated otherwise. */
export default function NewJobPage() {
  const t = useTranslate();
  const maySubmit = useMay('submitJobs');
  const [address] = useSearchParams();
  const from = Number(address.get('from') ?? 0);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('jobs.new')}</h1>
        <Link className="page-crumb" to="/jobs">
          {t('jobs.title')}
        </Link>
      </div>
      {!maySubmit ? (
        <p role="alert">{t('submit.forbidden')}</p>
      ) : Number.isInteger(from) && from > 0 ? (
        <Resubmission key={address.toString()} from={from} change={address.get('change')} />
      ) : (
        <Submission initial={EMPTY} instead={null} />
      )}
    </div>
  );
}

function Resubmission({ from, change }: { from: number; change: string | null }) {
  const job = useQuery(jobQuery(useApi(), from));
  const stated = useMemo(() => changeIn(change), [change]);
  return (
    <Loaded query={job} lines={10}>
      {({ spec, state }) => {
        const again = resubmissionOf(spec);
        const waits = state === 'QUEUED' || state === 'SCHEDULED' || state === 'SUSPENDED';
        return (
          <Submission
            initial={stated === null ? again : changed(again, stated)}
            instead={stated === null ? null : { id: from, name: spec.name, waits }}
          />
        );
      }}
    </Loaded>
  );
}

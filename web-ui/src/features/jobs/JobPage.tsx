import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { useApi } from '../../shared/api/ApiContext';
import { jobQuery } from '../../shared/api/jobQueries';
import type { JobView } from '../../shared/api/types';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { JobTag } from '../../shared/job/JobTags';
import { Loaded } from '../../shared/ui/Loaded';
import { JobActions } from './detail/JobActions';
import { JobFacts } from './detail/JobFacts';
import { JobRuns } from './detail/JobRuns';
import { LifeLine } from './detail/LifeLine';
import { MovedStarts } from './detail/MovedStarts';
import { RunLog } from './detail/RunLog';
import { ExplanationPanel } from './explanation/ExplanationPanel';
import { WhyHerePanel } from './explanation/WhyHerePanel';
import './Jobs.css';

/** The plan has a place for it, or it runs at one. */
const STANDS: ReadonlySet<JobView['state']> = new Set(['QUEUED', 'SCHEDULED', 'ACTIVE']);
const WAITS: ReadonlySet<JobView['state']> = new Set(['QUEUED', 'SCHEDULED', 'SUSPENDED']);

/** One job: what it says, its life, why it waits, and what would start it sooner. */
export default function JobPage() {
  const { id } = useParams();
  // Another job is another page: nothing of the last one stays.
  return <Opened key={id} id={id ?? ''} />;
}

function Opened({ id }: { id: string }) {
  const t = useTranslate();
  const number = Number(id);
  const isNumber = Number.isSafeInteger(number);
  const job = useQuery({ ...jobQuery(useApi(), number), enabled: isNumber });
  return job.data === undefined ? (
    <div className="page">
      <div className="page-head">
        <h1>#{id}</h1>
        <Link className="page-crumb" to="/jobs">
          {t('jobs.title')}
        </Link>
      </div>
      {isNumber ? (
        <Loaded query={job} lines={12}>
          {() => null}
        </Loaded>
      ) : (
        <p role="alert">{t('app.notFound.title')}</p>
      )}
    </div>
  ) : (
    <Loaded query={job}>{(found) => <OneJob job={found} />}</Loaded>
  );
}

function OneJob({ job }: { job: JobView }) {
  const t = useTranslate();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{job.spec.name}</h1>
        <JobTag state={job.state} />
        <span className="muted">
          {job.spec.tenant} · {t(`jobKind.${job.spec.kind}`)} · #{job.id}
        </span>
        <Link className="page-crumb" to="/jobs">
          {t('jobs.title')}
        </Link>
        <JobActions job={job} />
      </div>
      <div className="job-grid">
        {WAITS.has(job.state) ? <ExplanationPanel jobId={job.id} spec={job.spec} /> : null}
        {STANDS.has(job.state) ? <WhyHerePanel jobId={job.id} /> : null}
        <JobRuns jobId={job.id} />
        <RunLog jobId={job.id} />
        <LifeLine jobId={job.id} />
        <MovedStarts jobId={job.id} />
        <JobFacts job={job} />
      </div>
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../../shared/api/ApiContext';
import { type JobFilter, jobsQuery } from '../../shared/api/jobQueries';
import { usePages } from '../../shared/api/usePages';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useMay } from '../../shared/session/permissions';
import { Loaded } from '../../shared/ui/Loaded';
import { Pager } from '../../shared/ui/Pager';
import { Section } from '../../shared/ui/Section';
import { useRoomFor } from '../../shared/ui/useMedia';
import { addressOf, filterOf } from './list/filterInUrl';
import { JobFilters } from './list/JobFilters';
import { JobTable } from './list/JobTable';
import './Jobs.css';

const PAGE = { table: 50, cards: 15 };

/** All jobs the caller may see; what is filtered stays in the address. */
export default function JobsPage() {
  const t = useTranslate();
  const [address, setAddress] = useSearchParams();
  const filter = filterOf(address);
  const maySubmit = useMay('submitJobs');
  const hooks = useMay('useWebhooks');
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('jobs.title')}</h1>
        {hooks ? (
          <Link className="page-crumb" to="/jobs/webhooks">
            {t('webhooks.title')}
          </Link>
        ) : null}
        {maySubmit ? (
          <Link className="page-action" to="/jobs/new">
            {t('jobs.new')}
          </Link>
        ) : null}
      </div>
      <JobFilters
        filter={filter}
        onChange={(changed) => {
          setAddress(addressOf(changed));
        }}
      />
      {/* Another filter is another list: it begins with its first page. */}
      <JobList key={addressOf(filter).toString()} filter={filter} />
    </div>
  );
}

function JobList({ filter }: { filter: JobFilter }) {
  const t = useTranslate();
  const pages = usePages(useRoomFor(PAGE));
  const jobs = useQuery(jobsQuery(useApi(), filter, { cursor: pages.cursor, limit: pages.limit }));
  return (
    <Section title={t('jobs.list')} extra={<Pager pages={pages} page={jobs.data} />}>
      <Loaded query={jobs} lines={12} empty={{ when: ({ items }) => items.length === 0, text: t('jobs.empty') }}>
        {({ items }) => <JobTable jobs={items} />}
      </Loaded>
    </Section>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useApi } from '../../../shared/api/ApiContext';
import { jobsQuery } from '../../../shared/api/jobQueries';
import { plansQuery } from '../../../shared/api/planQueries';
import { runsQuery } from '../../../shared/api/queries';
import type { Run } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { JobName } from '../../../shared/job/JobName';
import { RunTag } from '../../../shared/job/RunTag';
import { useMay } from '../../../shared/session/permissions';
import { useClocks } from '../../../shared/time/planClock';
import { Fact, Facts } from '../../../shared/ui/Facts';
import { Loaded } from '../../../shared/ui/Loaded';
import { Section } from '../../../shared/ui/Section';
import { type Tally, tallyOf } from './tallyOf';
import { useDecisions } from './useDecisions';

const HOUR = 3_600_000;
/** As far back as is looked; what is more reads "at least". */
const MOST = 200;

/** What changed within the last hour of plan time. */
export function LastHourPanel() {
  const t = useTranslate();
  const format = useFormat();
  const api = useApi();
  const { planNow } = useClocks();
  const since = (planNow ?? 0) - HOUR;
  const page = { cursor: null, limit: MOST };
  const plans = useQuery(plansQuery(api, page));
  const seesChanges = useMay('seePlanChanges');
  const decisions = useDecisions(plans.data?.items ?? [], since);
  const { data: ended } = useQuery(runsQuery(api, false, page));
  const { data: jobs } = useQuery(jobsQuery(api, { states: [], tenant: null, kind: null, order: 'NEWEST' }, page));
  const text = ({ count, more }: Tally) => (more ? t('hour.atLeast', { count: format.count(count) }) : format.count(count));
  return (
    <Section title={t('hour.title')} note={t('hour.note')}>
      <Loaded query={plans} lines={5}>
        {({ items }) => {
          const versions = items.filter(({ planTime }) => Date.parse(planTime) >= since);
          // What is not known yet is not none.
          const runs = (state: string) =>
            ended === undefined ? '–' : text(tallyOf(ended.items, ({ ended: at }) => at, since, (run) => run.state === state));
          const submitted = jobs === undefined ? '–' : text(tallyOf(jobs.items, ({ submittedAt }) => submittedAt, since));
          return (
            <>
              <Facts>
                <Fact name={t('hour.submitted')}>
                  <Link to="/jobs">{submitted}</Link>
                </Fact>
                <Fact name={t('hour.succeeded')}>{runs('SUCCEEDED')}</Fact>
                <Fact name={t('hour.failed')}>
                  <Link to="/jobs?state=FAILED">{runs('FAILED')}</Link>
                </Fact>
                <Fact name={t('hour.preempted')}>{runs('PREEMPTED')}</Fact>
                <Fact name={t('hour.versions')}>
                  <Link to="/plan">{format.count(versions.length)}</Link>
                </Fact>
                {seesChanges ? <Fact name={t('hour.decisions')}>{text(decisions)}</Fact> : null}
              </Facts>
              <Ill runs={(ended?.items ?? []).filter((run) => Date.parse(run.ended ?? run.leased) >= since)} />
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}

/** As many as a glance takes in. */
const SHOWN = 5;

/** What did not end well, newest first. */
function Ill({ runs }: { runs: readonly Run[] }) {
  const t = useTranslate();
  const ill = runs.filter(({ state }) => state === 'FAILED' || state === 'PREEMPTED' || state === 'LOST');
  return ill.length === 0 ? null : (
    <ul className="alerts" aria-label={t('hour.ill')}>
      {ill.slice(0, SHOWN).map((run) => (
        <li key={run.id} className="card-line">
          <JobName id={run.jobId} name={run.jobName} tenant={run.tenant} kind={run.kind} />
          <RunTag state={run.state} />
        </li>
      ))}
    </ul>
  );
}

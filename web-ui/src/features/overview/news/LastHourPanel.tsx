import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { jobsQuery } from '../../../shared/api/jobQueries';
import { plansQuery } from '../../../shared/api/planQueries';
import { runsQuery } from '../../../shared/api/queries';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
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
          const runs = (state: string) =>
            text(tallyOf(ended?.items ?? [], ({ ended: at }) => at, since, (run) => run.state === state));
          return (
            <Facts>
              <Fact name={t('hour.submitted')}>{text(tallyOf(jobs?.items ?? [], ({ submittedAt }) => submittedAt, since))}</Fact>
              <Fact name={t('hour.succeeded')}>{runs('SUCCEEDED')}</Fact>
              <Fact name={t('hour.failed')}>{runs('FAILED')}</Fact>
              <Fact name={t('hour.preempted')}>{runs('PREEMPTED')}</Fact>
              <Fact name={t('hour.versions')}>{format.count(versions.length)}</Fact>
              {seesChanges ? <Fact name={t('hour.decisions')}>{text(decisions)}</Fact> : null}
            </Facts>
          );
        }}
      </Loaded>
    </Section>
  );
}

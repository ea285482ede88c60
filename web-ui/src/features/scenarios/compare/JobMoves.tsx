import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { Scenario, ScenarioComparison } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useClocks } from '../../../shared/time/planClock';
import { DataList } from '../../../shared/ui/DataList';
import { Fact, Facts } from '../../../shared/ui/Facts';
import { Section } from '../../../shared/ui/Section';

type Moves = ScenarioComparison['jobs'];
type Moved = Moves['listed'][number];

const COUNTS = ['earlier', 'later', 'never', 'same'] as const;

/** What becomes of the jobs that wait, and which of them move most. */
export function JobMoves({ jobs, mode }: { jobs: Moves; mode: Scenario['mode'] }) {
  const t = useTranslate();
  const format = useFormat();
  const { planNow, wallNow } = useClocks();
  const start = (at: string | null) =>
    at === null ? <span className="muted">{t('queue.noStart')}</span> : format.moment(Date.parse(at), planNow ?? wallNow);
  // Months ahead, jobs are lots of the usual demand: nobody submitted them.
  const name = ({ job, name: called }: Moved) =>
    mode === 'STRATEGIC' ? (
      called
    ) : (
    <Link className="strong-link" to={`/jobs/${job}`}>
      {called}
    </Link>
  );
  const columns: TableColumnsType<Moved> = [
    { title: t('job.job'), key: 'job', render: (_, moved) => name(moved) },
    { title: t('side.BASELINE'), key: 'baseline', width: '30%', render: (_, moved) => start(moved.baselineStart) },
    { title: t('side.SCENARIO'), key: 'scenario', width: '30%', render: (_, moved) => start(moved.scenarioStart) },
  ];
  return (
    <Section title={t('compare.jobs')} note={t('compare.jobs.note')}>
      <Facts wide>
        {COUNTS.map((count) => (
          <Fact key={count} name={t(`moves.${count}`)} quiet={jobs[count] === 0}>
            {format.count(jobs[count])}
          </Fact>
        ))}
      </Facts>
      {jobs.listed.length === 0 ? null : (
        <DataList
          label={t('compare.jobs')}
          rows={jobs.listed}
          rowKey="job"
          columns={columns}
          maxHeight={320}
          card={(moved) => (
            <>
              {name(moved)}
              <div className="card-line">
                <span>
                  {t('list.pair', { name: t('side.BASELINE'), value: '' })}
                  {start(moved.baselineStart)}
                </span>
                <span>
                  {t('list.pair', { name: t('side.SCENARIO'), value: '' })}
                  {start(moved.scenarioStart)}
                </span>
              </div>
            </>
          )}
        />
      )}
    </Section>
  );
}

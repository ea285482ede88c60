import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { lazy, Suspense } from 'react';
import { useApi } from '../../shared/api/ApiContext';
import { targetHistoryQuery } from '../../shared/api/registerQueries';
import type { Target } from '../../shared/api/types';
import { HistoryDaysChoice } from '../../shared/capacity/HistoryDaysChoice';
import { useHistoryDays, useHistoryEnd } from '../../shared/capacity/historySpan';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { ErrorBoundary } from '../../shared/ui/ErrorBoundary';
import { Loaded } from '../../shared/ui/Loaded';
import { Section } from '../../shared/ui/Section';
import { useAddressed } from '../../shared/ui/useAddressed';
import '../../shared/capacity/HistoryPanel.css';
import './AttainmentPanel.css';

const AttainmentChart = lazy(() => import('./AttainmentChart'));

/** How a promise was kept over time; which one is shown stays in the address. */
export function AttainmentPanel({ targets }: { targets: readonly Target[] }) {
  const told = targets.filter(({ counted }) => counted !== 'REPORTED');
  const [chosen, choose] = useAddressed('target');
  // What the funnel above does not show comes first: the promises made to tenants and cohorts.
  const usual = told.find(({ scope }) => scope !== 'CITY') ?? told[0];
  const shown = told.find(({ id }) => String(id) === chosen) ?? usual;
  return shown === undefined ? null : (
    <OverTime
      targets={told}
      target={shown}
      show={(id) => {
        choose(String(id));
      }}
    />
  );
}

function OverTime({ targets, target, show }: { targets: readonly Target[]; target: Target; show: (id: number) => void }) {
  const t = useTranslate();
  const [days, setDays] = useHistoryDays('days');
  const until = useHistoryEnd();
  const history = useQuery({ ...targetHistoryQuery(useApi(), target.id, until, days), enabled: until !== null });
  return (
    <Section
      className="full"
      title={t('attainment.title')}
      note={t('attainment.note')}
      extra={
        <div className="section-choices">
          <Select
            size="small"
            className="attainment-target"
            aria-label={t('attainment.of')}
            value={target.id}
            options={targets.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={show}
          />
          <HistoryDaysChoice days={days} choose={setDays} />
        </div>
      }
    >
      <Loaded query={history} lines={5} empty={{ when: ({ points }) => points.length === 0, text: t('history.empty') }}>
        {({ points }) => (
          <ErrorBoundary fallback={null}>
            <Suspense fallback={<div className="history-wait" />}>
              <AttainmentChart target={target} points={points} />
            </Suspense>
          </ErrorBoundary>
        )}
      </Loaded>
    </Section>
  );
}

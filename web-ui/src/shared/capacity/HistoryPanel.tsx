import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useApi } from '../api/ApiContext';
import { historyQuery } from '../api/registerQueries';
import { targetsQuery } from '../api/tenantQueries';
import type { Target } from '../api/types';
import { useTranslate } from '../i18n/LanguageContext';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { Loaded } from '../ui/Loaded';
import { Section } from '../ui/Section';
import { HistoryDaysChoice } from './HistoryDaysChoice';
import { useHistoryDays, useHistoryEnd } from './historySpan';
import './HistoryPanel.css';

const HistoryChart = lazy(() => import('./HistoryChart'));
const NONE: readonly Target[] = [];

/** The funnel of the city over time, and what was promised of it. */
export function HistoryPanel() {
  const t = useTranslate();
  const [days, setDays] = useHistoryDays('history');
  const until = useHistoryEnd();
  const api = useApi();
  const history = useQuery({ ...historyQuery(api, until, days), enabled: until !== null });
  const { data: targets } = useQuery(targetsQuery(api));
  return (
    <Section
      className="full"
      title={t('history.title')}
      note={t('history.note')}
      extra={<HistoryDaysChoice days={days} choose={setDays} />}
    >
      <Loaded query={history} lines={5} empty={{ when: ({ points }) => points.length === 0, text: t('history.empty') }}>
        {({ points }) => (
          <ErrorBoundary fallback={null}>
            <Suspense fallback={<div className="history-wait" />}>
              <HistoryChart points={points} targets={targets?.items ?? NONE} />
            </Suspense>
          </ErrorBoundary>
        )}
      </Loaded>
    </Section>
  );
}

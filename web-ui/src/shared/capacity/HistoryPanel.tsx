import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useApi } from '../api/ApiContext';
import { historyQuery } from '../api/registerQueries';
import type { Target } from '../api/types';
import { useTranslate } from '../i18n/LanguageContext';
import { useClocks } from '../time/planClock';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { Loaded } from '../ui/Loaded';
import { Section } from '../ui/Section';
import './HistoryPanel.css';

const HistoryChart = lazy(() => import('./HistoryChart'));
const SPANS = [1, 7, 30] as const;
const QUARTER_MILLIS = 900_000;
const NONE: readonly Target[] = [];

/** The funnel of the city over time, and what was promised of it. */
export function HistoryPanel({ targets = NONE }: { targets?: readonly Target[] }) {
  const t = useTranslate();
  const [days, setDays] = useState<(typeof SPANS)[number]>(7);
  const { planNow } = useClocks();
  // To the quarter: what is asked for may not change with every second.
  const until = planNow === null ? null : new Date((Math.floor(planNow / QUARTER_MILLIS) + 1) * QUARTER_MILLIS).toISOString();
  const history = useQuery({ ...historyQuery(useApi(), until, days), enabled: until !== null });
  return (
    <Section
      className="full"
      title={t('history.title')}
      note={t('history.note')}
      extra={
        <Segmented
          size="small"
          aria-label={t('history.span')}
          value={days}
          options={SPANS.map((value) => ({ value, label: t(`history.span.${value}`) }))}
          onChange={setDays}
        />
      }
    >
      <Loaded query={history} lines={5} empty={{ when: ({ points }) => points.length === 0, text: t('history.empty') }}>
        {({ points }) => (
          <ErrorBoundary fallback={null}>
            <Suspense fallback={<div className="history-wait" />}>
              <HistoryChart points={points} targets={targets} />
            </Suspense>
          </ErrorBoundary>
        )}
      </Loaded>
    </Section>
  );
}

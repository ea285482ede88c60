import { HistoryPanel } from '../../shared/capacity/HistoryPanel';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { CapacityPanel } from './capacity/CapacityPanel';
import { ClustersPanel } from './clusters/ClustersPanel';
import { AlertsPanel } from './news/AlertsPanel';
import { LastHourPanel } from './news/LastHourPanel';
import { JobCountsPanel } from './plan/JobCountsPanel';
import { PlanPanel } from './plan/PlanPanel';
import { QueuePanel } from './queue/QueuePanel';
import { WaitsPanel } from './queue/WaitsPanel';
import { TargetsPanel } from './targets/TargetsPanel';
import { EndedPanel } from './runs/EndedPanel';
import { RunningPanel } from './runs/RunningPanel';
import './OverviewPage.css';

/** The city at a glance: how much there is, where, who waits, what runs. */
export function OverviewPage() {
  const t = useTranslate();
  return (
    <div className="overview">
      <h1 className="visually-hidden">{t('overview.title')}</h1>
      <CapacityPanel />
      <div className="overview-side">
        <PlanPanel />
        <JobCountsPanel />
      </div>
      <div className="overview-row">
        <TargetsPanel />
        <AlertsPanel />
        <LastHourPanel />
      </div>
      <HistoryPanel />
      <ClustersPanel />
      <WaitsPanel />
      <QueuePanel />
      <RunningPanel />
      <EndedPanel />
    </div>
  );
}

import type { ReactNode } from 'react';
import { OverviewPage } from '../features/overview/OverviewPage';
import type { PlainKey } from '../shared/i18n/messages';
import type { Permission } from '../shared/session/permissions';
import {
  AdminPage,
  ClusterPage,
  ClustersPage,
  DatasetsPage,
  JobPage,
  JobsPage,
  NewJobPage,
  PlanPage,
  ReportsPage,
  ReservationsPage,
  ScenarioEditorPage,
  ScenarioPage,
  ScenarioRunPage,
  ScenariosPage,
  TargetsPage,
  TenantsPage,
  WebhooksPage,
} from './lazyPages';

interface PageEntry {
  path: string;
  element: ReactNode;
  /** Its name in the navigation; pages below others have none, and their path says below which. */
  title?: PlainKey;
  /** What one must be allowed to find the page in the navigation. */
  needs?: Permission;
}

/**
 * Every page, in the order of the navigation. The first one is in the first bundle; the others are loaded when they
 * are opened.
 */
export const pages: readonly PageEntry[] = [
  { path: '/', title: 'overview.title', element: <OverviewPage /> },
  { path: '/plan', title: 'plan.title', element: <PlanPage /> },
  { path: '/jobs', title: 'jobs.title', element: <JobsPage /> },
  { path: '/jobs/new', element: <NewJobPage /> },
  { path: '/jobs/webhooks', element: <WebhooksPage /> },
  { path: '/jobs/:id', element: <JobPage /> },
  { path: '/clusters', title: 'clusters.title', element: <ClustersPage /> },
  { path: '/clusters/:name', element: <ClusterPage /> },
  { path: '/reservations', title: 'reservations.title', element: <ReservationsPage /> },
  { path: '/targets', title: 'targets.page', element: <TargetsPage /> },
  { path: '/tenants', title: 'tenants.title', element: <TenantsPage />, needs: 'seeTenants' },
  { path: '/scenarios', title: 'scenarios.title', element: <ScenariosPage />, needs: 'seeScenarios' },
  { path: '/scenarios/new', element: <ScenarioEditorPage /> },
  { path: '/scenarios/:id', element: <ScenarioPage /> },
  { path: '/scenarios/:id/edit', element: <ScenarioEditorPage /> },
  { path: '/scenarios/runs/:id', element: <ScenarioRunPage /> },
  { path: '/datasets', title: 'datasets.title', element: <DatasetsPage />, needs: 'seeDatasets' },
  { path: '/reports', title: 'reports.title', element: <ReportsPage />, needs: 'seeReports' },
  { path: '/admin', title: 'admin.title', element: <AdminPage />, needs: 'administer' },
];

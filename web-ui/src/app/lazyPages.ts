import { lazy } from 'react';

// Each in a bundle of its own, loaded when it is opened.
export const JobsPage = lazy(() => import('../features/jobs/JobsPage'));
export const NewJobPage = lazy(() => import('../features/jobs/NewJobPage'));
export const JobPage = lazy(() => import('../features/jobs/JobPage'));
export const ClustersPage = lazy(() => import('../features/clusters/ClustersPage'));
export const ClusterPage = lazy(() => import('../features/clusters/ClusterPage'));
export const PlanPage = lazy(() => import('../features/plan/PlanPage'));
export const TenantsPage = lazy(() => import('../features/tenants/TenantsPage'));
export const ReservationsPage = lazy(() => import('../features/reservations/ReservationsPage'));
export const TargetsPage = lazy(() => import('../features/targets/TargetsPage'));
export const DatasetsPage = lazy(() => import('../features/datasets/DatasetsPage'));
export const ReportsPage = lazy(() => import('../features/reports/ReportsPage'));
export const WebhooksPage = lazy(() => import('../features/webhooks/WebhooksPage'));
export const AdminPage = lazy(() => import('../features/admin/AdminPage'));
export const ScenariosPage = lazy(() => import('../features/scenarios/ScenariosPage'));
export const ScenarioPage = lazy(() => import('../features/scenarios/ScenarioPage'));
export const ScenarioEditorPage = lazy(() => import('../features/scenarios/ScenarioEditorPage'));
export const ScenarioRunPage = lazy(() => import('../features/scenarios/ScenarioRunPage'));

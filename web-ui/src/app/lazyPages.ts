import { lazy } from 'react';

// Each in a bundle of its own, loaded when it is opened.
export const JobsPage = lazy(() => import('../features/jobs/JobsPage'));
export const NewJobPage = lazy(() => import('../features/jobs/NewJobPage'));
export const JobPage = lazy(() => import('../features/jobs/JobPage'));
export const ClustersPage = lazy(() => import('../features/clusters/ClustersPage'));
export const ClusterPage = lazy(() => import('../features/clusters/ClusterPage'));
export const PlanPage = lazy(() => import('../features/plan/PlanPage'));
export const TenantsPage = lazy(() => import('../features/tenants/TenantsPage'));
export const AdminPage = lazy(() => import('../features/admin/AdminPage'));

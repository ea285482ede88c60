import type { Session } from '../api/types';
import { useSession } from './SessionContext';

type Role = Session['role'];

/**
 * What each role may do, as docs/endpoints.md has it. The server decides; this only keeps the page from offering what
 * it would refuse.
 */
const ALLOWED = {
  submitJobs: ['ADMIN', 'PLANNER', 'MEMBER'],
  seeLogs: ['ADMIN', 'PLANNER', 'CLUSTER_ADMIN', 'MEMBER'],
  listJobs: ['ADMIN', 'PLANNER', 'CLUSTER_ADMIN', 'MEMBER', 'VIEWER'],
  seeJobs: ['ADMIN', 'PLANNER', 'MEMBER', 'VIEWER'],
  seePlanChanges: ['ADMIN', 'PLANNER', 'MEMBER', 'VIEWER'],
  seeOrders: ['ADMIN', 'PLANNER', 'CLUSTER_ADMIN', 'VIEWER'],
  seeTenants: ['ADMIN', 'PLANNER', 'MEMBER', 'VIEWER'],
  changeTenants: ['ADMIN', 'PLANNER'],
  reserve: ['ADMIN', 'PLANNER', 'CLUSTER_ADMIN'],
  seeDatasets: ['ADMIN', 'PLANNER', 'MEMBER', 'VIEWER'],
  changeDatasets: ['ADMIN', 'PLANNER', 'MEMBER'],
  seeDeclared: ['ADMIN', 'PLANNER', 'CLUSTER_ADMIN', 'VIEWER'],
  changeTargets: ['ADMIN', 'PLANNER'],
  seeReports: ['ADMIN', 'PLANNER', 'MEMBER', 'VIEWER'],
  correctReports: ['ADMIN', 'PLANNER'],
  useWebhooks: ['ADMIN', 'PLANNER', 'MEMBER'],
  seeCohorts: ['ADMIN', 'PLANNER', 'VIEWER'],
  seeScenarios: ['ADMIN', 'PLANNER', 'VIEWER'],
  changeScenarios: ['ADMIN', 'PLANNER'],
  registerClusters: ['ADMIN'],
  changeWeights: ['ADMIN'],
  changeCatalogue: ['ADMIN'],
  administer: ['ADMIN'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof ALLOWED;

export const permissions = Object.keys(ALLOWED) as readonly Permission[];

/** What a token that only reads may not do, whatever its role. */
const CHANGES: ReadonlySet<Permission> = new Set([
  'submitJobs',
  'changeTenants',
  'changeScenarios',
  'registerClusters',
  'reserve',
  'changeDatasets',
  'changeTargets',
  'correctReports',
  'changeWeights',
  'changeCatalogue',
]);

export const may = (role: Role, permission: Permission) => (ALLOWED[permission] as readonly Role[]).includes(role);

export function useMay(permission: Permission): boolean {
  const { role, readOnly } = useSession().who;
  return may(role, permission) && !(readOnly && CHANGES.has(permission));
}

/** Operators act for their own cluster, administrators for all. */
export function useActsFor(cluster: string): boolean {
  const { who } = useSession();
  return !who.readOnly && (who.role === 'ADMIN' || (who.role === 'CLUSTER_ADMIN' && who.cluster === cluster));
}

import type { Session } from '../api/types';
import { useSession } from './SessionContext';

type Role = Session['role'];
export type Scope = NonNullable<Session['scopes']>[number];

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

/** Every scope a token can be bound to. */
export const SCOPES = [
  'JOBS',
  'DATASETS',
  'WEBHOOKS',
  'SCENARIOS',
  'RESERVATIONS',
  'CLUSTERS',
  'ACCOUNTS',
  'ADMINISTRATION',
] as const satisfies readonly Scope[];

/** What of it changes something, and the scope a bound token needs for it. */
const NEEDS: Partial<Record<Permission, Scope>> = {
  submitJobs: 'JOBS',
  changeTenants: 'ACCOUNTS',
  changeScenarios: 'SCENARIOS',
  registerClusters: 'CLUSTERS',
  reserve: 'RESERVATIONS',
  changeDatasets: 'DATASETS',
  changeTargets: 'ACCOUNTS',
  correctReports: 'ACCOUNTS',
  changeWeights: 'ADMINISTRATION',
  changeCatalogue: 'ADMINISTRATION',
};

const covers = ({ scopes }: Session, scope: Scope | undefined) =>
  scopes === null || scope === undefined || scopes.includes(scope);

export const may = (role: Role, permission: Permission) => (ALLOWED[permission] as readonly Role[]).includes(role);

export function useMay(permission: Permission): boolean {
  const { who } = useSession();
  return may(who.role, permission) && covers(who, NEEDS[permission]);
}

/** Whether the token changes anything in a scope; what its role may there is asked elsewhere. */
export function useCovers(scope: Scope): boolean {
  return covers(useSession().who, scope);
}

/** Operators act for their own cluster, administrators for all. */
export function useActsFor(cluster: string): boolean {
  const { who } = useSession();
  return (
    covers(who, 'CLUSTERS') && (who.role === 'ADMIN' || (who.role === 'CLUSTER_ADMIN' && who.cluster === cluster))
  );
}

import type { PlainKey } from '../../../shared/i18n/messages';
import type { Change } from './draft';

/** The kinds of change there are, as the API spells them. */
export const CHANGE_TYPES = [
  'CLUSTER_LOST',
  'PARTITION_LOST',
  'NODES_ADDED',
  'NODES_REMOVED',
  'DELIVERY_LATE',
  'DEMAND_SCALED',
  'QUOTA_CHANGED',
  'PRIORITY_CHANGED',
  'TARGET_CHANGED',
  'JOBS_ADDED',
] as const;

export type ChangeType = (typeof CHANGE_TYPES)[number];

export const typeOf = (change: Change) => CHANGE_TYPES.find((type) => type === change.type) ?? 'CLUSTER_LOST';

/** By what a field is filled in. */
export type Control =
  | { by: 'text' }
  | { by: 'number'; min: number; step?: number }
  | { by: 'time' }
  /** A duration, stated in days or hours. */
  | { by: 'days' | 'hours' }
  | { by: 'choice'; of: 'clusters' | 'partitions' | 'tenants' | 'models' | 'targets' | 'deliveries' }
  | { by: 'choice'; of: 'tenantKind' | 'sector' | 'jobKind' | 'priority' | 'fate' };

export interface FieldSpec {
  /** Where it stands in the change, such as `job.gang.workers`. */
  path: string;
  label: PlainKey;
  control: Control;
  optional?: boolean;
}

const whole = { by: 'number', min: 1, step: 1 } as const;
const pflops = { by: 'number', min: 0 } as const;
const from: FieldSpec = { path: 'from', label: 'overlay.from', control: { by: 'time' } };
const until: FieldSpec = { path: 'until', label: 'overlay.until', control: { by: 'time' }, optional: true };
const arrival: FieldSpec[] = [{ ...from, optional: true }, until];
const whose: FieldSpec[] = [
  { path: 'tenant', label: 'submit.tenant', control: { by: 'choice', of: 'tenants' }, optional: true },
  { path: 'tenantKind', label: 'overlay.tenantKind', control: { by: 'choice', of: 'tenantKind' }, optional: true },
  { path: 'sector', label: 'overlay.sector', control: { by: 'choice', of: 'sector' }, optional: true },
  { path: 'kind', label: 'jobs.filter.kind', control: { by: 'choice', of: 'jobKind' }, optional: true },
];
const fate: FieldSpec = { path: 'runs', label: 'overlay.runs', control: { by: 'choice', of: 'fate' }, optional: true };

export const FIELDS: Record<ChangeType, readonly FieldSpec[]> = {
  CLUSTER_LOST: [
    { path: 'cluster', label: 'clusters.cluster', control: { by: 'choice', of: 'clusters' } },
    from,
    until,
    fate,
  ],
  PARTITION_LOST: [
    { path: 'partition', label: 'overlay.partition', control: { by: 'choice', of: 'partitions' } },
    from,
    until,
    fate,
  ],
  NODES_ADDED: [
    { path: 'cluster', label: 'clusters.cluster', control: { by: 'text' } },
    { path: 'model', label: 'overlay.model', control: { by: 'choice', of: 'models' } },
    { path: 'nodes', label: 'overlay.nodes', control: whole },
    { path: 'devicesPerNode', label: 'overlay.devicesPerNode', control: whole, optional: true },
    from,
    until,
  ],
  NODES_REMOVED: [
    { path: 'partition', label: 'overlay.partition', control: { by: 'choice', of: 'partitions' } },
    { path: 'nodes', label: 'overlay.nodes', control: whole },
    from,
    until,
  ],
  DELIVERY_LATE: [
    { path: 'delivery', label: 'overlay.delivery', control: { by: 'choice', of: 'deliveries' } },
    { path: 'by', label: 'overlay.byDays', control: { by: 'days' } },
  ],
  DEMAND_SCALED: [...whose, { path: 'factor', label: 'overlay.factor', control: { by: 'number', min: 0, step: 0.1 } }, ...arrival],
  QUOTA_CHANGED: [
    { path: 'tenant', label: 'submit.tenant', control: { by: 'choice', of: 'tenants' } },
    { path: 'nominalPflops', label: 'quotaField.nominalPflops', control: pflops, optional: true },
    { path: 'borrowingLimitPflops', label: 'quotaField.borrowingLimitPflops', control: pflops, optional: true },
    { path: 'lendingLimitPflops', label: 'quotaField.lendingLimitPflops', control: pflops, optional: true },
  ],
  PRIORITY_CHANGED: [
    ...whose,
    { path: 'priorityClass', label: 'job.priority', control: { by: 'choice', of: 'priority' } },
  ],
  TARGET_CHANGED: [
    { path: 'target', label: 'overlay.target', control: { by: 'choice', of: 'targets' } },
    { path: 'pflops', label: 'overlay.pflops', control: pflops },
  ],
  JOBS_ADDED: [
    { path: 'count', label: 'overlay.count', control: whole },
    { path: 'job.tenant', label: 'submit.tenant', control: { by: 'choice', of: 'tenants' } },
    { path: 'job.gang.workers', label: 'overlay.workers', control: whole },
    { path: 'job.worker.milliDevices', label: 'overlay.milliDevices', control: { by: 'number', min: 1, step: 1_000 } },
    { path: 'job.expectedDuration', label: 'overlay.hours', control: { by: 'hours' } },
    { path: 'job.priorityClass', label: 'job.priority', control: { by: 'choice', of: 'priority' }, optional: true },
    ...arrival,
  ],
};

/** A change of a kind before anybody said more. */
export function fresh(type: ChangeType, from: string): Change {
  switch (type) {
    case 'CLUSTER_LOST':
    case 'PARTITION_LOST':
      return { type, from };
    case 'NODES_ADDED':
    case 'NODES_REMOVED':
      return { type, nodes: 1, from };
    case 'DELIVERY_LATE':
      return { type, by: 'P30D' };
    case 'DEMAND_SCALED':
      return { type, factor: 2 };
    case 'QUOTA_CHANGED':
    case 'TARGET_CHANGED':
      return { type };
    case 'PRIORITY_CHANGED':
      return { type, priorityClass: 'HIGH' };
    case 'JOBS_ADDED':
      return {
        type,
        count: 10,
        job: { name: 'what-if', kind: 'TRAINING', gang: { workers: 1 }, worker: { milliDevices: 8_000 }, expectedDuration: 'PT8H' },
      };
  }
}

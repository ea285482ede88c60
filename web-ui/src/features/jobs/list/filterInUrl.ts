import type { JobFilter } from '../../../shared/api/jobQueries';
import type { JobState } from '../../../shared/api/types';

export const STATES: readonly JobState[] = [
  'QUEUED',
  'SCHEDULED',
  'ACTIVE',
  'SUSPENDED',
  'SUCCEEDED',
  'FAILED',
  'CANCELLED',
];
export const ORDERS: readonly JobFilter['order'][] = ['NEWEST', 'OLDEST', 'PREDICTED_START'];
export const KINDS = ['TRAINING', 'INFERENCE'] as const;

/** The filter an address states; words nobody knows are as if they were not there. */
export function filterOf(address: URLSearchParams): JobFilter {
  const stated = address.getAll('state');
  return {
    states: STATES.filter((state) => stated.includes(state)),
    tenant: address.get('tenant') === '' ? null : address.get('tenant'),
    kind: KINDS.find((kind) => kind === address.get('kind')) ?? null,
    order: ORDERS.find((order) => order === address.get('order')) ?? 'NEWEST',
  };
}

/** The address that states a filter: what is as usual is not said. */
export function addressOf({ states, tenant, kind, order }: JobFilter): URLSearchParams {
  const address = new URLSearchParams(states.map((state) => ['state', state]));
  if (tenant !== null) {
    address.set('tenant', tenant);
  }
  if (kind !== null) {
    address.set('kind', kind);
  }
  if (order !== 'NEWEST') {
    address.set('order', order);
  }
  return address;
}

import type { Subject } from '../api/queries';

const ALL: readonly Subject[] = ['planTime', 'capacity', 'jobs', 'runs', 'plan', 'clusters', 'tenants', 'reservations', 'datasets', 'webhooks', 'reports', 'scenarios'];

const BY_TOPIC: Record<string, readonly Subject[]> = {
  job: ['jobs'],
  run: ['runs', 'jobs', 'capacity'],
  cluster: ['capacity', 'clusters'],
  'mass-stop': ['clusters'],
  plan: ['plan', 'jobs', 'runs'],
  'scenario-run': ['scenarios'],
  replay: [],
  'plan-time': ['planTime'],
  catalogue: ['catalogue', 'capacity', 'plan'],
};

/** What an event such as "run.started" makes stale; everything when the topic is unknown here. */
export function staleSubjects(eventType: string): readonly Subject[] {
  return BY_TOPIC[eventType.split('.')[0] ?? ''] ?? ALL;
}

export const allSubjects = ALL;

import type { Capacity, MassStop, Orphan, Plan, Target } from '../../../shared/api/types';
import type { WordOf } from '../../../shared/i18n/messages';

export interface Alert {
  kind: WordOf<'alert'>;
  /** Whether it cannot wait. */
  grave: boolean;
  /** Where more is said. */
  to: string;
  /** Of what; null where the kind says all. */
  about: string | null;
  count: number | null;
}

interface Known {
  capacity: Capacity;
  plan: Plan | null;
  targets: readonly Target[];
  massStops: readonly MassStop[];
  orphans: readonly Orphan[];
}

/** What somebody should look at, the grave first. */
export function alertsOf({ capacity, plan, targets, massStops, orphans }: Known): Alert[] {
  const alerts: Alert[] = [];
  const add = (kind: Alert['kind'], grave: boolean, to: string, about: string | null, count: number | null = null) => {
    alerts.push({ kind, grave, to, about, count });
  };
  for (const { name, freshness, state, quarantinedNodes } of capacity.clusters) {
    const to = `/clusters/${name}`;
    if (freshness !== 'FRESH' && state !== 'INACTIVE') {
      add(freshness === 'LOST' ? 'lost' : 'stale', freshness === 'LOST', to, name);
    }
    if (quarantinedNodes > 0) {
      add('quarantined', false, to, name, quarantinedNodes);
    }
  }
  massStops.forEach(({ cluster, runs }) => {
    add('massStop', true, `/clusters/${cluster}`, cluster, runs);
  });
  for (const cluster of new Set(orphans.map((each) => each.cluster))) {
    add('orphans', false, `/clusters/${cluster}`, cluster, orphans.filter((each) => each.cluster === cluster).length);
  }
  if (plan !== null && plan.score.hard < 0) {
    add('violated', true, `/plan?version=${plan.version}`, null, -plan.score.hard);
  }
  for (const { name, attainment } of targets) {
    if (attainment.standing === 'AT_RISK' || attainment.standing === 'MISSED_BY') {
      add(attainment.standing === 'AT_RISK' ? 'atRisk' : 'missed', false, '/targets', name);
    }
  }
  capacity.announced
    .filter(({ late }) => late)
    .forEach(({ operator }) => {
      add('late', false, '/targets', operator);
    });
  return alerts.sort((a, b) => Number(b.grave) - Number(a.grave));
}

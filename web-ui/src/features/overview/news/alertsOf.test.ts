import { expect, test } from 'vitest';
import { aCapacity, aCluster, aTarget } from '../../../test/fixtures';
import { alertsOf } from './alertsOf';

const quiet = { capacity: aCapacity(), plan: null, targets: [], massStops: [], orphans: [] };

test('a quiet city has none', () => {
  expect(alertsOf({ ...quiet, capacity: { ...aCapacity(), clusters: [aCluster()] } })).toEqual([]);
});

test('tells the grave first, each with where more is said', () => {
  const clusters = [
    aCluster({ name: 'a', freshness: 'STALE', quarantinedNodes: 2 }),
    aCluster({ name: 'b', freshness: 'LOST' }),
    aCluster({ name: 'c', freshness: 'LOST', state: 'INACTIVE' }),
  ];

  const alerts = alertsOf({ ...quiet, capacity: { ...aCapacity(), clusters }, targets: [aTarget()] });

  expect(alerts.map(({ kind, to }) => [kind, to])).toEqual([
    ['lost', '/clusters/b'],
    ['stale', '/clusters/a'],
    ['quarantined', '/clusters/a'],
    ['atRisk', '/targets'],
  ]);
});

test('counts the orphans of a cluster together', () => {
  const orphan = { cluster: 'a', runId: '1', jobId: null, state: 'RUNNING', firstSeenAt: '', explanation: '', stopConfirmedBy: null };

  expect(alertsOf({ ...quiet, orphans: [orphan, { ...orphan, runId: '2' }] })).toMatchObject([{ kind: 'orphans', count: 2 }]);
});

// What the stub tells of single clusters.
const page = (items) => ({ items, nextCursor: null });

export function clusterAnswers(world) {
  const named = (name) => world.clusters().find((cluster) => cluster.name === name) ?? world.clusters()[0];
  return [
    [/^\/api\/v1\/clusters\/[^/]+$/, (path) => view(named(path.split('/')[4]))],
    [/^\/api\/v1\/nodes$/, (_, query) => page(nodes(named(query.get('cluster')), world))],
    [/^\/api\/v1\/partitions$/, () => page(world.clusters().map(partition))],
    [/^\/api\/v1\/mass-stops$/, () => page([massStop()])],
    [/^\/api\/v1\/orphans$/, (_, query) => page([orphan(query.get('cluster') ?? 'lingang-1')])],
  ];
}

const view = (cluster) => ({
  ...cluster,
  protocolVersion: 1,
  silentSeconds: 3,
  createdAt: '2026-03-01T00:00:00Z',
  offer: { nodes: null, hours: null, tenants: ['finance-ground', 'medical-ground'] },
  offerStated: false,
  logLink: 'https://logs.lakeside.example/runs/{run}',
  offerProblems: [],
  lastRefusal: { at: new Date(Date.now() - 7_200_000).toISOString(), status: 409, problem: 'Session epoch (3) is not the newest (4).\nOpen a session.' },
  quarantined: [{ node: 'n-007', problem: 'devices: 9 is more than the nominal 8' }],
  version: 3,
});

function nodes(cluster, world) {
  const runs = world.runs.filter((run) => run.cluster === cluster.name);
  return Array.from({ length: Math.min(240, cluster.nodes) }, (_, number) => {
    const name = `n-${String(number).padStart(3, '0')}`;
    const run = runs[number % (runs.length * 2 || 1)];
    if (run !== undefined) {
      run.nodes = [...new Set([...(run.nodes ?? []), name])];
    }
    return {
      id: number,
      cluster: cluster.name,
      name,
      acceleratorModel: 'H800',
      nominalDevices: 8,
      unhealthyDevices: number % 41 === 40 ? [3] : [],
      block: `b${Math.floor(number / 64)}`,
      rack: `r${String(Math.floor(number / 8)).padStart(2, '0')}`,
      cordoned: number % 53 === 52,
      ready: number % 97 !== 96,
      usable: true,
      cpuMilli: 0,
      memoryMib: 0,
      foreignMilliDevices: number % 29 === 28 ? 4_000 : 0,
      foreignEnds: number % 29 === 28 ? [{ at: '2026-03-06T18:00:00Z', milliDevices: 3_000 }] : [],
      partitionId: 1,
      quarantine: number === 7 ? 'devices: 9 is more than the nominal 8' : null,
      goneAt: null,
    };
  });
}

const partition = (cluster, index) => ({
  id: index + 1,
  cluster: cluster.name,
  name: 'h800',
  key: `${cluster.name}/h800`,
  acceleratorModel: 'H800',
  accepting: cluster.state === 'ACTIVE',
  devicesPerNode: 8,
  hours: null,
  milliDevices: cluster.funnel.installed.milliDevices,
  usableMilliDevices: cluster.funnel.schedulable.milliDevices,
  nodes: cluster.nodes,
  usableNodes: cluster.nodes - 3,
  wholeNodes: 12,
  freeWholeNodes: 9,
  tenants: null,
});

const massStop = () => ({
  id: 1,
  cluster: 'lingang-1',
  reason: 'PREEMPTED',
  runs: 14,
  runIds: [],
  askedAt: new Date(Date.now() - 90_000).toISOString(),
  confirmedBy: null,
  confirmedAt: null,
});

const orphan = (cluster) => ({
  cluster,
  runId: '0b9f6f0e-7c57-4a53-9d2e-000000009999',
  jobId: null,
  state: 'RUNNING',
  firstSeenAt: new Date(Date.now() - 600_000).toISOString(),
  explanation: 'the planner knows no run of this id',
  stopConfirmedBy: null,
});

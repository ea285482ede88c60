// What the stub tells of the plan over time and of its versions.
import { isForeign } from './world.mjs';

const REASONS = ['SUBMITTED', 'IMPROVED', 'OVERRUN', 'LOST_CAPACITY', 'PREEMPTED', 'EARLIER', 'DELAYED'];

export function planAnswers(world, page) {
  return [
    [/^\/api\/v1\/allocations$/, (_, query) => page(allocations(world), query)],
    [/^\/api\/v1\/plans\/\d+\/changes$/, (_, query) => page(changes(world), query)],
  ];
}

/** Every run and every job with a start: ten thousand bars. */
function allocations(world) {
  const running = world.runs.map((run) => ({
    ...namesOf(run.jobId, run.jobName, run.tenant),
    kind: run.kind,
    running: true,
    cluster: run.cluster,
    partition: run.partition,
    start: run.started,
    end: run.expectedEnd,
    width: run.width,
    milliDevices: run.milliDevices,
    version: 1,
    revision: 1,
  }));
  const planned = world.jobs
    .filter(({ predictedStart }) => predictedStart !== null)
    .map((job) => ({
      ...namesOf(job.id, job.name, job.tenant),
      kind: job.kind,
      running: false,
      cluster: job.predictedPartition.split('/')[0],
      partition: job.predictedPartition.split('/')[1],
      start: job.predictedStart,
      end: job.predictedEnd,
      width: job.workers,
      milliDevices: job.workers * job.milliDevicesPerWorker,
      version: 1,
      revision: 1,
    }));
  return [...running, ...planned];
}

const namesOf = (jobId, jobName, tenant) =>
  isForeign(jobId) ? { jobId: null, jobName: null, tenant: 'another tenant' } : { jobId, jobName, tenant };

const changes = (world) =>
  world.jobs.slice(0, 60).map((job, index) => ({
    revision: index,
    jobId: job.id,
    at: job.submittedAt,
    reason: REASONS[index % REASONS.length],
    fromPartition: index % 7 === 0 ? null : job.predictedPartition,
    fromStart: index % 7 === 0 ? null : job.submittedAt,
    toPartition: job.predictedPartition,
    toStart: job.predictedStart,
    width: job.workers,
  }));

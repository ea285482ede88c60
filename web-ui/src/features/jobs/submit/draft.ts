import type { JobChange, JobSpec, JobSubmission } from '../../../shared/api/types';

/** What a new job says before anybody has said anything. */
export const EMPTY: JobSubmission = {
  name: 'train-1',
  kind: 'TRAINING',
  gang: { workers: 1 },
  worker: { milliDevices: 8_000 },
  expectedDuration: 'PT2H',
};

/** A job as it would be submitted again: all of what it said, nothing of what the planner found out. */
export function resubmissionOf(spec: JobSpec): JobSubmission {
  const { gang, accelerators, fabric, retry, runtime } = spec;
  const elastic = gang.minWorkers !== gang.maxWorkers;
  return {
    name: spec.name,
    tenant: spec.tenant,
    kind: spec.kind,
    gang: elastic
      ? { workers: gang.workers, minWorkers: gang.minWorkers, maxWorkers: gang.maxWorkers, speedUps: gang.speedUps }
      : { workers: gang.workers },
    worker: { ...spec.worker },
    accelerators: {
      models: accelerators.models,
      stacks: accelerators.stacks,
      minMemoryGib: accelerators.minMemoryGib,
    },
    fabric: { domain: fabric.domain, required: fabric.required },
    precision: spec.precision,
    ...lengthOf(spec),
    ...given('maxDuration', spec.maxDuration),
    ...given('earliestStart', spec.earliestStart),
    ...given('deadline', spec.deadline),
    priorityClass: spec.priorityClass,
    preemptible: spec.preemptible,
    minimumRunTime: spec.minimumRunTime,
    retry: { maxAttempts: retry.maxAttempts, exitCodes: retry.exitCodes, onNodeFailure: retry.onNodeFailure },
    runtime: {
      ...given('image', runtime.image),
      command: runtime.command,
      environment: runtime.environment,
      secrets: runtime.secrets,
      volumes: runtime.volumes,
      ...(Object.keys(runtime.byStack).length === 0 ? {} : { byStack: stacksOf(runtime.byStack) }),
    },
    onClusterLoss: spec.onClusterLoss,
    datasets: spec.datasets,
    residency: spec.residency,
    ...given('checkpoint', spec.checkpoint),
    ...given('webhook', spec.webhook),
  };
}

/** What each stack runs, without the empty fields of a stored one. */
const stacksOf = (byStack: JobSpec['runtime']['byStack']) =>
  Object.fromEntries(
    Object.entries(byStack).map(([stack, { image, command, environment, secrets, volumes }]) => [
      stack,
      { ...given('image', image), command, environment, secrets, volumes },
    ]),
  );

/** How long: by hours, by work, or as a service; never two of them. Replicas sized for tokens stay as many as they were. */
function lengthOf({ work, service, expectedDuration }: JobSpec): Partial<JobSubmission> {
  if (service !== null) {
    return {
      service: {
        replicasByHour: service.replicasByHour,
        ...given('duration', service.duration),
        ...given('port', service.port),
        ...given('readinessPath', service.readinessPath),
      },
    };
  }
  return work === null
    ? given('expectedDuration', expectedDuration)
    : { work: { modelProfile: work.modelProfile, tokens: work.tokens, mfu: work.mfu } };
}

/** A field only where there is something to say. */
function given<Field extends string, T>(field: Field, value: T | null): Partial<Record<Field, T>> {
  return value === null ? {} : ({ [field]: value } as Record<Field, T>);
}

type Stacks = NonNullable<NonNullable<JobSubmission['accelerators']>['stacks']>;

/** The job with the one change of a counterfactual. */
export function changed(job: JobSubmission, change: Partial<JobChange>): JobSubmission {
  const { accelerators } = job;
  return {
    ...job,
    ...(isGiven(change.workers) ? { gang: { workers: change.workers } } : {}),
    ...(isGiven(change.milliDevicesPerWorker)
      ? { worker: { ...job.worker, milliDevices: change.milliDevicesPerWorker } }
      : {}),
    ...(isGiven(change.models) || isGiven(change.stacks) || isGiven(change.minMemoryGib)
      ? {
          accelerators: {
            ...accelerators,
            ...(isGiven(change.models) ? { models: change.models } : {}),
            ...(isGiven(change.stacks) ? { stacks: change.stacks as Stacks } : {}),
            ...(isGiven(change.minMemoryGib) ? { minMemoryGib: change.minMemoryGib } : {}),
          },
        }
      : {}),
    ...(isGiven(change.fabricDomain)
      ? { fabric: { ...job.fabric, domain: change.fabricDomain as NonNullable<NonNullable<JobSubmission['fabric']>['domain']> } }
      : {}),
    ...(isGiven(change.deadline) ? { deadline: { at: change.deadline, hard: true } } : {}),
    ...(isGiven(change.priorityClass) ? { priorityClass: change.priorityClass } : {}),
    ...(isGiven(change.expectedDuration) ? { expectedDuration: change.expectedDuration } : {}),
    ...(isGiven(change.workShare) && job.work !== undefined
      ? { work: { ...job.work, tokens: job.work.tokens * change.workShare } }
      : {}),
    ...(isGiven(change.mostReplicas) && job.service !== undefined
      ? { service: { ...job.service, replicasByHour: cut(job.service.replicasByHour ?? [], change.mostReplicas) } }
      : {}),
    ...(isGiven(change.earliestStart) ? { earliestStart: change.earliestStart } : {}),
    ...(isGiven(change.maxDuration) ? { maxDuration: change.maxDuration } : {}),
  };
}

const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

const cut = (replicas: readonly number[], most: number) => replicas.map((each) => Math.min(each, most));

/** What an address says about a change; null when it says none that can be read. */
export function changeIn(address: string | null): Partial<JobChange> | null {
  if (address === null) {
    return null;
  }
  try {
    const change: unknown = JSON.parse(address);
    return typeof change === 'object' && change !== null ? (change) : null;
  } catch {
    return null;
  }
}

import type { ConsideredPartition, Counterfactual, Hindrance, JobSpec } from '../../../shared/api/types';
import { millisOf } from '../../../shared/format/isoDuration';
import type { Format } from '../../../shared/format/useFormat';
import type { Translate, WordOf } from '../../../shared/i18n/messages';

/** What explanations are put into words with: everything is said from fields, never from the server's sentences. */
export interface Tongue {
  t: Translate;
  format: Format;
  /** Plan time in milliseconds, which a time is told relative to. */
  now: number;
}

/** A moment of plan time as people read it. */
export const at = ({ format, now }: Tongue, instant: string) => format.moment(Date.parse(instant), now);

/** What a partition lacks, and until when; or why the job may never run there. */
export function lackOf(partition: ConsideredPartition, spec: JobSpec, tongue: Tongue): string {
  const { t, format } = tongue;
  if (partition.obstacles.length > 0) {
    return partition.obstacles.map((obstacle) => obstacleText(obstacle, partition, spec, tongue)).join(t('list.semicolon'));
  }
  const devices = format.devices(partition.neededDevices * 1_000);
  const free = format.devices(partition.freeDevices * 1_000);
  const needs =
    partition.neededWholeNodes === 0
      ? t('explain.needs', { devices, model: partition.acceleratorModel, free })
      : t('explain.needsNodes', {
          devices,
          model: partition.acceleratorModel,
          free,
          nodes: format.count(partition.neededWholeNodes),
          freeNodes: format.count(partition.freeWholeNodes),
        });
  const start =
    partition.earliestStart === null
      ? t('explain.noRoom')
      : t('explain.couldStart', { time: at(tongue, partition.earliestStart) });
  return needs + t('list.semicolon') + start;
}

function obstacleText({ kind }: Hindrance, partition: ConsideredPartition, spec: JobSpec, { t, format }: Tongue): string {
  const { accelerators, fabric, worker } = spec;
  const and = t('list.comma');
  switch (kind) {
    case 'MODEL_NOT_ALLOWED':
      return t('obstacle.MODEL_NOT_ALLOWED', { allowed: accelerators.models.join(and), model: partition.acceleratorModel });
    case 'STACK_NOT_ALLOWED':
      return t('obstacle.STACK_NOT_ALLOWED', { allowed: accelerators.stacks.join(and), model: partition.acceleratorModel });
    case 'TOO_LITTLE_MEMORY':
      return t('obstacle.TOO_LITTLE_MEMORY', {
        memory: format.ratio(accelerators.minMemoryGib),
        model: partition.acceleratorModel,
      });
    case 'WORKER_LARGER_THAN_NODE':
      return t('obstacle.WORKER_LARGER_THAN_NODE', { devices: format.devices(worker.milliDevices) });
    case 'FABRIC_DOMAIN_TOO_SMALL':
      return t('obstacle.FABRIC_DOMAIN_TOO_SMALL', {
        nodes: format.count(partition.neededWholeNodes),
        domain: t(`fabric.${fabric.domain}`),
      });
    case 'NO_RUN_TIME_ON_MODEL':
      return t('obstacle.NO_RUN_TIME_ON_MODEL', { model: partition.acceleratorModel });
    case 'NOT_OFFERED_TO_TENANT':
      return t('obstacle.NOT_OFFERED_TO_TENANT', { tenant: spec.tenant });
    case 'CLUSTER_NOT_ALLOWED':
    case 'DATASET_NOT_GRANTED':
    case 'DATASET_NOT_ALLOWED_HERE':
      return t(`obstacle.${kind}`, { cluster: partition.partition.split('/')[0] ?? '' });
    case 'NOT_ACCEPTING':
      return t('obstacle.NOT_ACCEPTING', { cluster: partition.partition.split('/')[0] ?? '' });
  }
}

/** The one change of a counterfactual: what is stated now, and what would have to be. */
export function changeOf({ kind, change, runTime }: Counterfactual, spec: JobSpec, tongue: Tongue) {
  const { t, format } = tongue;
  const and = t('list.comma');
  const none = t('explain.none');
  const pair = (from: string, to: string) => ({ from, to });
  switch (kind) {
    case 'FEWER_WORKERS':
      return pair(
        t('change.workers', { count: format.count(spec.gang.minWorkers) }),
        t('change.workers', { count: format.count(change.workers ?? 0) }),
      );
    case 'FEWER_REPLICAS':
      return pair(
        t('change.replicas', { count: format.count(Math.max(0, ...(spec.service?.replicasByHour ?? []))) }),
        t('change.replicas', { count: format.count(change.mostReplicas ?? 0) }),
      );
    case 'SMALLER_WORKER':
      return pair(
        t('change.perWorker', { devices: format.countedDevices(spec.worker.milliDevices) }),
        t('change.perWorker', { devices: format.countedDevices(change.milliDevicesPerWorker ?? 0) }),
      );
    case 'OTHER_MODEL':
      return pair(
        spec.accelerators.models.join(and),
        [(change.models ?? []).join(and), (change.stacks ?? []).join(and)].filter(Boolean).join(' · '),
      );
    case 'OTHER_STACK':
      return pair(spec.accelerators.stacks.join(and), (change.stacks ?? []).join(and));
    case 'LESS_DEVICE_MEMORY':
      return pair(
        t('change.memory', { gib: format.ratio(spec.accelerators.minMemoryGib) }),
        t('change.memory', { gib: format.ratio(change.minMemoryGib ?? 0) }),
      );
    case 'RELAXED_TOPOLOGY':
      return pair(
        t(`fabric.${spec.fabric.domain}`),
        t(`fabric.${(change.fabricDomain ?? 'ANY') as WordOf<'fabric'>}`),
      );
    case 'LATER_DEADLINE':
      return pair(
        t('change.deadline', { time: spec.deadline === null ? none : at(tongue, spec.deadline.at) }),
        t('change.deadline', { time: change.deadline === null ? none : at(tongue, change.deadline) }),
      );
    case 'SHORTER_RUN':
      return pair(t('change.wholeRun'), shorter());
    case 'EARLIER_START':
      return pair(
        t('change.earliest', { time: spec.earliestStart === null ? none : at(tongue, spec.earliestStart) }),
        t('change.earliest', { time: change.earliestStart === null ? none : at(tongue, change.earliestStart) }),
      );
    case 'HIGHER_PRIORITY':
      return pair(
        t('change.priority', { priority: t(`priority.${spec.priorityClass}`) }),
        t('change.priority', { priority: t(`priority.${change.priorityClass ?? spec.priorityClass}`) }),
      );
    case 'RESERVATION_RELEASED':
      return pair(t('change.reserved'), t('change.released'));
    case 'MORE_QUOTA':
      return pair(t('change.quotaNow'), t('change.quota', { pflops: format.count(change.nominalQuotaPflops ?? 0) }));
  }

  function shorter() {
    const length = millisOf(change.expectedDuration ?? runTime ?? '');
    return change.workShare === null
      ? t('change.run', { duration: length === null ? none : format.duration(length) })
      : t('change.workShare', { percent: format.percent(change.workShare) });
  }
}

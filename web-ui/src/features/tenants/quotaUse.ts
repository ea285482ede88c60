import type { AcceleratorModel, Allocation, Partition } from '../../shared/api/types';

export interface QuotaUse {
  /** Dense FP16/BF16 vendor peak of what its runs hold, in PFLOPS. */
  pflops: number;
  /** Devices its runs hold whose FLOPS nobody knows. */
  uncountedDevices: number;
  runs: number;
}

const NONE: QuotaUse = { pflops: 0, uncountedDevices: 0, runs: 0 };

/** What each tenant's runs hold now, by the same basis as its quota. */
export function quotaUse(
  allocations: readonly Allocation[],
  partitions: readonly Partition[],
  models: readonly AcceleratorModel[],
): Map<string, QuotaUse> {
  const tflops = new Map<string, number | null>();
  for (const { key, name, accountingTflops } of models) {
    tflops.set(key, accountingTflops);
    tflops.set(name, accountingTflops);
  }
  const modelOf = new Map(partitions.map(({ cluster, name, acceleratorModel }) => [`${cluster}/${name}`, acceleratorModel]));
  const use = new Map<string, QuotaUse>();
  for (const { jobId, tenant, running, cluster, partition, milliDevices } of allocations) {
    if (!running || jobId === null) {
      continue;
    }
    const before = use.get(tenant) ?? NONE;
    const peak = tflops.get(modelOf.get(`${cluster}/${partition}`) ?? '') ?? null;
    const devices = milliDevices / 1_000;
    use.set(tenant, {
      pflops: before.pflops + (peak === null ? 0 : (devices * peak) / 1_000),
      uncountedDevices: before.uncountedDevices + (peak === null ? devices : 0),
      runs: before.runs + 1,
    });
  }
  return use;
}

export const heldBy = (use: ReadonlyMap<string, QuotaUse>, tenant: string): QuotaUse => use.get(tenant) ?? NONE;

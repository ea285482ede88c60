import type { ModelCapacity } from '../../../shared/api/types';

export interface ModelBar {
  model: string;
  /** Devices. */
  allocated: number;
  free: number;
  unavailable: number;
}

/** What each accelerator model's devices do, the most numerous model first. */
export function modelBars(models: readonly ModelCapacity[]): ModelBar[] {
  return models
    .map(({ model, funnel }) => {
      const installed = funnel.installed.milliDevices / 1_000;
      const allocated = funnel.allocated.milliDevices / 1_000;
      const free = Math.max(0, funnel.schedulable.milliDevices / 1_000 - allocated);
      return { model, allocated, free, unavailable: Math.max(0, installed - allocated - free) };
    })
    .sort((a, b) => total(b) - total(a) || a.model.localeCompare(b.model));
}

const total = (bar: ModelBar) => bar.allocated + bar.free + bar.unavailable;

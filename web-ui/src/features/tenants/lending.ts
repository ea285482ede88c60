import type { Tenant } from '../../shared/api/types';
import { heldBy, type QuotaUse } from './quotaUse';

/** What the tenants of a cohort have together, and what some of them use of the others'. In PFLOPS. */
export interface Lending {
  cohort: string;
  tenants: number;
  nominal: number;
  held: number;
  /** Held beyond their own quotas, out of what others leave unused. */
  borrowed: number;
  /** Of their quotas, neither held by themselves nor lent. */
  unused: number;
}

/** Each cohort whose tenants have quotas, by name. Tenants without a limit borrow nothing and lend nothing that can be counted. */
export function lendingOf(tenants: readonly Tenant[], use: ReadonlyMap<string, QuotaUse>): Lending[] {
  const lending = new Map<string, Lending>();
  for (const { name, cohort, quota } of tenants) {
    const { nominalPflops } = quota;
    if (cohort === null || nominalPflops === null) {
      continue;
    }
    const before = lending.get(cohort) ?? { cohort, tenants: 0, nominal: 0, held: 0, borrowed: 0, unused: 0 };
    const held = heldBy(use, name).pflops;
    lending.set(cohort, {
      cohort,
      tenants: before.tenants + 1,
      nominal: before.nominal + nominalPflops,
      held: before.held + held,
      borrowed: before.borrowed + Math.max(0, held - nominalPflops),
      unused: before.unused + Math.max(0, nominalPflops - held),
    });
  }
  return [...lending.values()]
    .map((each) => ({ ...each, unused: Math.max(0, each.unused - each.borrowed) }))
    .sort((one, other) => one.cohort.localeCompare(other.cohort));
}

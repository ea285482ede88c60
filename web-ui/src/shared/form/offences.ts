import type { Offence } from '../api/types';

/** Those of a field and of what is in it. */
export function offencesOf(path: string, offences: readonly Offence[]): readonly Offence[] {
  return offences.filter(({ field }) => field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`));
}

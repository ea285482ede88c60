export interface FieldChange {
  /** As the server names it, such as `quota.nominalPflops`. */
  field: string;
  from: unknown;
  to: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields that differ between what was and what is, those of what is in them one by one. */
export function changesIn(before: unknown, after: unknown, within = ''): FieldChange[] {
  if (!isObject(before) || !isObject(after)) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ field: within, from: before, to: after }];
  }
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
    changesIn(before[name] ?? null, after[name] ?? null, within === '' ? name : `${within}.${name}`),
  );
}

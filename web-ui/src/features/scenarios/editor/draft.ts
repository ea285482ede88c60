import type { Scenario, ScenarioSubmission } from '../../../shared/api/types';
import { isoDuration } from '../../../shared/format/isoDuration';

/** One change as the API takes it; its fields depend on its type. */
export type Change = Record<string, unknown>;

export interface Draft {
  name: string;
  description: string;
  mode: Scenario['mode'];
  planVersion: number | null;
  horizonDays: number | null;
  changes: Change[];
}

export const EMPTY: Draft = {
  name: 'scenario-1',
  description: '',
  mode: 'OPERATIONAL',
  planVersion: null,
  horizonDays: null,
  changes: [],
};

const DAY = 86_400_000;

export const days = (count: number) => (Number.isInteger(count) ? `P${count}D` : isoDuration(count * DAY));

export const submissionOf = ({ name, description, mode, planVersion, horizonDays, changes }: Draft): ScenarioSubmission => ({
  name,
  description,
  mode,
  ...(planVersion === null ? {} : { planVersion }),
  ...(horizonDays === null ? {} : { horizon: days(horizonDays) }),
  changes,
});

export function valueAt(change: Change, path: string): unknown {
  return path.split('.').reduce<unknown>((part, name) => (part as Change | undefined)?.[name], change);
}

/** The change with another value at a path such as `job.gang.workers`; undefined takes the field away. */
export function withValue(change: Change, path: string, value: unknown): Change {
  const [name = '', ...rest] = path.split('.');
  const inner = rest.length === 0 ? value : withValue((change[name] as Change | undefined) ?? {}, rest.join('.'), value);
  return inner === undefined
    ? Object.fromEntries(Object.entries(change).filter(([field]) => field !== name))
    : { ...change, [name]: inner };
}

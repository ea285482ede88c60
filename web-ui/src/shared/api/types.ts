import type { components } from './schema';

type Schemas = components['schemas'];

export type Session = Schemas['SessionView'];
export type PlanTime = Schemas['PlanTimeView'];
export type Capacity = Schemas['CapacityView'];
export type Funnel = Schemas['Funnel'];
export type Level = Schemas['Level'];
export type Busy = Schemas['Busy'];
export type ModelCapacity = Schemas['ModelCapacity'];
export type Cluster = Schemas['ClusterCapacity'];
export type Job = Schemas['JobSummary'];
export type JobState = Job['state'];
export type JobCounts = Schemas['JobCounts'];
export type Condition = Schemas['JobCondition'];
export type Run = Schemas['RunView'];
export type Plan = Schemas['PlanView'];
export type Problem = Schemas['ProblemView'];

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

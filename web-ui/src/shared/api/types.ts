import type { components } from './schema';

type Schemas = components['schemas'];

export type Session = Schemas['SessionView'];
export type PlanTime = Schemas['PlanTimeView'];
export type Capacity = Schemas['CapacityView'];
export type Funnel = Schemas['FunnelView'];
export type Level = Schemas['LevelView'];
export type Busy = Schemas['BusyView'];
export type ModelCapacity = Schemas['ModelCapacityView'];
export type Cluster = Schemas['ClusterView'];
export type Job = Schemas['JobView'];
export type JobState = Job['state'];
export type JobCounts = Schemas['JobCountsView'];
export type Condition = Schemas['ConditionView'];
export type Run = Schemas['RunView'];
export type Plan = Schemas['PlanView'];
export type Problem = Schemas['ProblemView'];

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

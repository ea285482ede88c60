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
export type WaitGroup = Schemas['WaitGroup'];
export type Condition = Schemas['JobCondition'];
export type Run = Schemas['RunView'];
export type RunLog = Schemas['RunLog'];
export type Plan = Schemas['PlanView'];
export type TermCost = Schemas['TermCost'];
export type Problem = Schemas['ProblemView'];

export type Offence = Schemas['Offence'];
export type JobView = Schemas['JobView'];
export type JobSpec = Schemas['JobSpec'];
export type JobSubmission = Schemas['JobSubmission'];
export type JobPreview = Schemas['JobPreview'];
export type Prediction = Schemas['Prediction'];
export type JudgedPlace = Schemas['Place'];
export type Explanation = Schemas['ExplanationView'];
export type ConsideredPartition = Schemas['ConsideredPartition'];
export type Hindrance = Schemas['Hindrance'];
export type Counterfactual = Schemas['SoonerWith'];
export type JobChange = Schemas['JobChange'];
export type MovedStart = Schemas['MovedStart'];
export type Transition = Schemas['TransitionView'];
export type ClusterDetail = Schemas['ClusterView'];
export type Node = Schemas['NodeView'];
export type Partition = Schemas['PartitionView'];
export type MassStop = Schemas['MassStopView'];
export type Orphan = Schemas['OrphanView'];
export type Joining = Schemas['Joining'];
export type Allocation = Schemas['AllocationView'];
export type PlanChange = Schemas['AllocationChangeView'];
export type Tenant = Schemas['TenantView'];
export type Weights = Schemas['WeightSettings'];
export type WeightsStated = Schemas['WeightsView'];
export type Token = Schemas['TokenView'];
export type TokenSubmission = Schemas['TokenSubmission'];
export type AuditEntry = Schemas['AuditView'];
export type AcceleratorModel = Schemas['AcceleratorModelView'];
export type AcceleratorEntry = Schemas['AcceleratorEntry'];
export type AcceleratorSubmission = Schemas['AcceleratorSubmission'];
export type Roles = Schemas['RolesView'];
export type ModelProfile = Schemas['ModelProfileView'];

export type Target = Schemas['TargetView'];
export type Budget = Schemas['BudgetView'];
export type TargetHistory = Schemas['TargetHistoryView'];

export type TargetSubmission = Schemas['TargetSubmission'];
export type Reservation = Schemas['ReservationView'];
export type ReservationSubmission = Schemas['ReservationSubmission'];
export type Dataset = Schemas['DatasetView'];
export type DatasetSubmission = Schemas['DatasetSubmission'];
export type Declared = Schemas['DeclaredCapacityView'];
export type DeclaredSubmission = Schemas['DeclaredCapacitySubmission'];
export type Delivery = Schemas['DeliveryView'];
export type DeliverySubmission = Schemas['DeliverySubmission'];
export type Arrival = Schemas['ArrivalOrder'];
export type Webhook = Schemas['WebhookView'];
export type WebhookSubmission = Schemas['WebhookSubmission'];
export type WebhookMessage = Schemas['Delivery'];
export type Report = Schemas['Report'];
export type ReportLine = Schemas['Line'];
export type Correction = Schemas['CorrectionSubmission'];
export type Cohort = Schemas['Cohort'];
export type TenantSubmission = Schemas['TenantSubmission'];
export type CapacityHistory = Schemas['CapacityHistoryView'];
export type Announced = Schemas['AnnouncedCapacity'];

export type Scenario = Schemas['ScenarioView'];
export type ScenarioSubmission = Schemas['ScenarioSubmission'];
export type ScenarioRun = Schemas['ScenarioRunView'];
export type ScenarioResult = Schemas['Result'];
export type ScenarioComparison = Schemas['Comparison'];
export type ScenarioFigure = Schemas['Figure'];

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

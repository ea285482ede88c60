import type { Job, JobState } from '../api/types';
import { useTranslate } from '../i18n/LanguageContext';
import { Tag, type Tone } from '../ui/Tag';

const STATES: Record<JobState, Tone> = {
  QUEUED: 'neutral',
  SCHEDULED: 'accent',
  ACTIVE: 'good',
  SUSPENDED: 'warn',
  SUCCEEDED: 'good',
  FAILED: 'bad',
  CANCELLED: 'neutral',
};

const PRIORITIES: Record<Job['priorityClass'], Tone> = {
  LOW: 'neutral',
  NORMAL: 'neutral',
  HIGH: 'accent',
  CRITICAL: 'warn',
};

export function JobTag({ state }: { state: JobState }) {
  const t = useTranslate();
  return <Tag tone={STATES[state]}>{t(`jobState.${state.toLowerCase() as Lowercase<JobState>}`)}</Tag>;
}

export function PriorityTag({ value }: { value: Job['priorityClass'] }) {
  const t = useTranslate();
  return <Tag tone={PRIORITIES[value]}>{t(`priority.${value}`)}</Tag>;
}

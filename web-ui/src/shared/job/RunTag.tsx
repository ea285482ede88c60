import type { Run } from '../api/types';
import { useTranslate } from '../i18n/LanguageContext';
import { Tag, type Tone } from '../ui/Tag';

const TONES: Record<Run['state'], Tone> = {
  LEASED: 'neutral',
  STARTING: 'neutral',
  RUNNING: 'accent',
  SUCCEEDED: 'good',
  FAILED: 'bad',
  CANCELLED: 'neutral',
  PREEMPTED: 'warn',
  LOST: 'bad',
};

export function RunTag({ state }: { state: Run['state'] }) {
  const t = useTranslate();
  return <Tag tone={TONES[state]}>{t(`runState.${state}`)}</Tag>;
}

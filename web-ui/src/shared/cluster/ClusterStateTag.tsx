import type { Cluster } from '../api/types';
import { useTranslate } from '../i18n/LanguageContext';
import { Tag, type Tone } from '../ui/Tag';

const TONES: Record<Cluster['state'], Tone> = {
  ACTIVE: 'good',
  DRAINING: 'warn',
  INACTIVE: 'neutral',
};

export function ClusterStateTag({ state }: { state: Cluster['state'] }) {
  const t = useTranslate();
  return <Tag tone={TONES[state]}>{t(`clusterState.${state}`)}</Tag>;
}

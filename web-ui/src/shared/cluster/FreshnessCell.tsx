import type { Cluster } from '../api/types';
import { useFormat } from '../format/useFormat';
import { useTranslate } from '../i18n/LanguageContext';
import { useClocks } from '../time/planClock';
import { Tag, type Tone } from '../ui/Tag';

const TONES: Record<Cluster['freshness'], Tone> = { FRESH: 'good', STALE: 'warn', LOST: 'bad' };

/** How old a cluster's figures are, counted on the server's wall clock. */
export function FreshnessCell({ cluster }: { cluster: Pick<Cluster, 'freshness' | 'lastSyncAt'> }) {
  const t = useTranslate();
  const format = useFormat();
  const { wallNow } = useClocks();
  const { freshness, lastSyncAt } = cluster;
  const syncedAt = lastSyncAt === null ? null : Date.parse(lastSyncAt);
  return (
    <span
      className="freshness"
      title={syncedAt === null ? undefined : format.fullTime(syncedAt)}
    >
      <Tag tone={TONES[freshness]}>{t(`freshness.${freshness}`)}</Tag>{' '}
      <span className="muted">
        {syncedAt === null ? t('clusters.neverSynced') : format.ago(wallNow - syncedAt)}
      </span>
    </span>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { massStopsQuery, orphansQuery } from '../../../shared/api/clusterQueries';
import type { MassStop, Orphan } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import type { WordOf } from '../../../shared/i18n/messages';
import { useActsFor } from '../../../shared/session/permissions';
import { useClocks } from '../../../shared/time/planClock';
import { Action } from '../../../shared/ui/Action';
import { Loaded } from '../../../shared/ui/Loaded';
import { Section } from '../../../shared/ui/Section';
import { Tag } from '../../../shared/ui/Tag';
import { LostRuns } from './LostRuns';
import { useConfirmMassStop, useStopOrphan } from './useOperations';

/** What waits for an operator's word: orders to stop many runs at once, lost runs, and runs nobody can account for. */
export function Orders({ cluster }: { cluster: string }) {
  const t = useTranslate();
  const api = useApi();
  const massStops = useQuery(massStopsQuery(api));
  const orphans = useQuery(orphansQuery(api, cluster));
  return (
    <>
      <Section title={t('massStops.title')}>
        <Loaded
          query={massStops}
          lines={2}
          empty={{ when: ({ items }) => items.every((each) => each.cluster !== cluster), text: t('massStops.empty') }}
        >
          {({ items }) => (
            <ul className="cards">
              {items
                .filter((each) => each.cluster === cluster)
                .map((each) => (
                  <MassStopCard key={each.id} massStop={each} />
                ))}
            </ul>
          )}
        </Loaded>
      </Section>
      <LostRuns cluster={cluster} />
      <Section title={t('orphans.title')}>
        <Loaded query={orphans} lines={2} empty={{ when: ({ items }) => items.length === 0, text: t('orphans.empty') }}>
          {({ items }) => (
            <ul className="cards">
              {items.map((each) => (
                <OrphanCard key={each.runId} orphan={each} />
              ))}
            </ul>
          )}
        </Loaded>
      </Section>
    </>
  );
}

function MassStopCard({ massStop }: { massStop: MassStop }) {
  const t = useTranslate();
  const format = useFormat();
  const { wallNow } = useClocks();
  const acts = useActsFor(massStop.cluster);
  const confirm = useConfirmMassStop(massStop.id);
  const runs = format.count(massStop.runs);
  return (
    <li>
      <div className="card-line">
        <span>
          <Tag tone="warn">{t('massStops.waits')}</Tag> {t('massStops.runs', { runs })} ·{' '}
          {t(`stopReason.${massStop.reason as WordOf<'stopReason'>}`)}
        </span>
        <span className="muted">{format.ago(wallNow - Date.parse(massStop.askedAt))}</span>
      </div>
      {acts ? (
        <Action name={t('massStops.confirm')} sure={t('massStops.sure', { runs })} danger act={confirm} />
      ) : null}
    </li>
  );
}

function OrphanCard({ orphan }: { orphan: Orphan }) {
  const t = useTranslate();
  const format = useFormat();
  const { wallNow } = useClocks();
  const acts = useActsFor(orphan.cluster);
  const stop = useStopOrphan(orphan.cluster, orphan.runId);
  return (
    <li>
      <div className="card-line">
        <b className="orphan-id">{orphan.runId}</b>
        <span className="muted">{format.ago(wallNow - Date.parse(orphan.firstSeenAt))}</span>
      </div>
      <span lang="en">{orphan.explanation}</span>
      {orphan.stopConfirmedBy !== null ? (
        <span className="muted">{t('orphans.stopping', { by: orphan.stopConfirmedBy })}</span>
      ) : acts ? (
        <Action name={t('orphans.stop')} sure={t('orphans.sure')} danger of={orphan.runId} act={stop} />
      ) : null}
    </li>
  );
}

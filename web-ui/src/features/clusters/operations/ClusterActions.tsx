import type { ClusterDetail } from '../../../shared/api/types';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useActsFor } from '../../../shared/session/permissions';
import { Action } from '../../../shared/ui/Action';
import { JoinToken } from './JoinToken';
import { useChangeState, useJoinToken } from './useOperations';

/** What its operator may do to a cluster. */
export function ClusterActions({ cluster }: { cluster: ClusterDetail }) {
  const t = useTranslate();
  const acts = useActsFor(cluster.name);
  const drain = useChangeState(cluster, 'DRAINING');
  const open = useChangeState(cluster, 'ACTIVE');
  const close = useChangeState(cluster, 'INACTIVE');
  const join = useJoinToken(cluster.name);
  if (!acts) {
    return null;
  }
  return (
    <div className="page-actions">
      {cluster.state === 'ACTIVE' ? (
        <Action name={t('cluster.drain')} sure={t('cluster.drain.sure')} act={drain} />
      ) : (
        <Action name={t('cluster.open')} sure={t('cluster.open.sure')} act={open} />
      )}
      {cluster.state === 'INACTIVE' ? null : (
        <Action name={t('cluster.close')} sure={t('cluster.close.sure')} danger act={close} />
      )}
      <Action name={t('cluster.join')} sure={t('cluster.join.sure')} act={join} />
      {join.data === undefined ? null : <JoinToken joining={join.data} onClose={join.reset} />}
    </div>
  );
}

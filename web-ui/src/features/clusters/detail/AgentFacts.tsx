import type { ClusterDetail } from '../../../shared/api/types';
import { FreshnessCell } from '../../../shared/cluster/FreshnessCell';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Fact, Facts } from '../../../shared/ui/Facts';
import { useClocks } from '../../../shared/time/planClock';
import { Section } from '../../../shared/ui/Section';
import { useSaid } from '../../../shared/ui/useSaid';
import { LogLinkFact } from '../logs/LogLinkFact';

/** The cluster's agent: is it there, what does it hold back, what did it report that cannot be. */
export function AgentFacts({ cluster }: { cluster: ClusterDetail }) {
  const t = useTranslate();
  const format = useFormat();
  const { wallNow } = useClocks();
  const { words } = useSaid();
  const refusal = cluster.lastRefusal;
  return (
    <Section title={t('agent.title')}>
      <Facts>
        <Fact name={t('clusters.freshness')}>
          <FreshnessCell cluster={cluster} />
        </Fact>
        <Fact name={t('agent.version')}>{cluster.agentVersion ?? '–'}</Fact>
        <Fact name={t('agent.protocol')}>{cluster.protocolVersion ?? '–'}</Fact>
        <Fact name={t('register.operator')}>{cluster.operator}</Fact>
        <Fact name={t('agent.refused')}>
          {refusal === null ? t('agent.refused.none') : `${format.ago(wallNow - Date.parse(refusal.at))} (${refusal.status})`}
        </Fact>
        <LogLinkFact cluster={cluster} />
      </Facts>
      {refusal === null ? null : <p className="agent-refusal">{words(refusal.problem)}</p>}
      <h3 className="agent-quarantined">
        {t('agent.quarantined', { count: format.count(cluster.quarantined.length) })}
      </h3>
      {cluster.quarantined.length === 0 ? null : (
        <ul className="agent-problems" tabIndex={0} aria-label={t('agent.quarantined.label')}>
          {cluster.quarantined.map(({ node, problem }) => (
            <li key={node}>
              <b>{node}</b> <span lang="en">{problem}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

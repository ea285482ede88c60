import type { ClusterDetail } from '../../../shared/api/types';
import { FreshnessCell } from '../../../shared/cluster/FreshnessCell';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Fact, Facts } from '../../../shared/ui/Facts';
import { Section } from '../../../shared/ui/Section';

/** The cluster's agent: is it there, what does it hold back, what did it report that cannot be. */
export function AgentFacts({ cluster }: { cluster: ClusterDetail }) {
  const t = useTranslate();
  const format = useFormat();
  const { offer } = cluster;
  const offered = [
    offer.nodes === null ? t('offer.allNodes') : t('offer.nodes', { count: format.count(offer.nodes.length) }),
    offer.hours === null ? t('offer.always') : t('offer.hours'),
    offer.tenants === null ? t('offer.allTenants') : offer.tenants.join(t('list.comma')),
  ];
  return (
    <Section title={t('agent.title')}>
      <Facts>
        <Fact name={t('clusters.freshness')}>
          <FreshnessCell cluster={cluster} />
        </Fact>
        <Fact name={t('agent.version')}>{cluster.agentVersion ?? '–'}</Fact>
        <Fact name={t('agent.protocol')}>{cluster.protocolVersion ?? '–'}</Fact>
        <Fact name={t('register.operator')}>{cluster.operator}</Fact>
        <Fact name={t('offer.title')}>{offered.join(' · ')}</Fact>
      </Facts>
      {cluster.offerProblems.length === 0 ? null : (
        <ul className="agent-problems" lang="en">
          {cluster.offerProblems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
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

import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { useApi } from '../../shared/api/ApiContext';
import { allClusterRunsQuery, clusterQuery, nodesQuery, partitionsQuery } from '../../shared/api/clusterQueries';
import { reservationsQuery } from '../../shared/api/reservationQueries';
import { capacityQuery } from '../../shared/api/queries';
import type { ClusterDetail } from '../../shared/api/types';
import { CapacityNotes } from '../../shared/capacity/CapacityNotes';
import { Funnel } from '../../shared/capacity/Funnel';
import { ClusterStateTag } from '../../shared/cluster/ClusterStateTag';
import { FreshnessCell } from '../../shared/cluster/FreshnessCell';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { Reserve } from '../../shared/reservation/Reserve';
import { ReservationTable } from '../../shared/reservation/ReservationTable';
import { useActsFor, useMay } from '../../shared/session/permissions';
import { useSession } from '../../shared/session/SessionContext';
import { Loaded } from '../../shared/ui/Loaded';
import { Section } from '../../shared/ui/Section';
import { AgentFacts } from './detail/AgentFacts';
import { ClusterRuns } from './detail/ClusterRuns';
import { PartitionTable } from './detail/PartitionTable';
import { HeatMap } from './heat/HeatMap';
import { OfferPanel } from './offer/OfferPanel';
import { ClusterActions } from './operations/ClusterActions';
import { Orders } from './operations/Orders';
import './Clusters.css';

/** One cluster: its nodes, its agent, what runs, and what its operator may do. */
export default function ClusterPage() {
  const { name = '' } = useParams();
  return <Opened key={name} name={name} />;
}

function Opened({ name }: { name: string }) {
  const t = useTranslate();
  const cluster = useQuery(clusterQuery(useApi(), name));
  return cluster.data === undefined ? (
    <div className="page">
      <div className="page-head">
        <h1>{name}</h1>
        <Link className="page-crumb" to="/clusters">
          {t('clusters.title')}
        </Link>
      </div>
      <Loaded query={cluster} lines={12}>
        {() => null}
      </Loaded>
    </div>
  ) : (
    <Loaded query={cluster}>{(found) => <OneCluster cluster={found} />}</Loaded>
  );
}

function OneCluster({ cluster }: { cluster: ClusterDetail }) {
  const t = useTranslate();
  const seesOrders = useMay('seeOrders');
  return (
    <div className="page">
      <div className="page-head">
        <h1>{cluster.name}</h1>
        <ClusterStateTag state={cluster.state} />
        <FreshnessCell cluster={cluster} />
        <Link className="page-crumb" to="/clusters">
          {t('clusters.title')}
        </Link>
        <ClusterActions cluster={cluster} />
      </div>
      <div className="cluster-grid">
        <ClusterFunnel name={cluster.name} />
        <Nodes name={cluster.name} />
        <Partitions name={cluster.name} />
        <AgentFacts cluster={cluster} />
        <OfferPanel cluster={cluster} />
        <Reservations name={cluster.name} />
        {seesOrders ? (
          <div className="cluster-orders full">
            <Orders cluster={cluster.name} />
          </div>
        ) : null}
        <ClusterRuns cluster={cluster.name} />
      </div>
    </div>
  );
}

function ClusterFunnel({ name }: { name: string }) {
  const t = useTranslate();
  const capacity = useQuery(capacityQuery(useApi()));
  return (
    <Section className="full" title={t('capacity.title')}>
      <Loaded query={capacity}>
        {({ clusters }) => {
          const own = clusters.find((each) => each.name === name);
          return own === undefined ? (
            <p className="empty">{t('capacity.empty')}</p>
          ) : (
            <div className="cluster-funnel">
              <Funnel funnel={own.funnel} />
              <CapacityNotes installed={own.funnel.installed} />
            </div>
          );
        }}
      </Loaded>
    </Section>
  );
}

function Nodes({ name }: { name: string }) {
  const t = useTranslate();
  const api = useApi();
  const nodes = useQuery(nodesQuery(api, name));
  const { data: runs = [] } = useQuery(allClusterRunsQuery(api, name));
  return (
    <Section className="full" title={t('heat.title')}>
      <Loaded query={nodes} lines={8} empty={{ when: (all) => all.length === 0, text: t('heat.empty') }}>
        {(all) => <HeatMap nodes={all} runs={runs} />}
      </Loaded>
    </Section>
  );
}

function Reservations({ name }: { name: string }) {
  const t = useTranslate();
  const acts = useActsFor(name);
  const plans = useMay('reserve');
  const { who } = useSession();
  const reservations = useQuery(reservationsQuery(useApi(), name));
  const may = acts || (plans && who.cluster === null);
  return (
    <Section className="full" title={t('reservations.title')} extra={may ? <Reserve cluster={name} /> : undefined}>
      <Loaded query={reservations} lines={2} empty={{ when: (all) => all.length === 0, text: t('reservations.empty') }}>
        {(all) => <ReservationTable reservations={all} />}
      </Loaded>
    </Section>
  );
}

function Partitions({ name }: { name: string }) {
  const t = useTranslate();
  const api = useApi();
  const partitions = useQuery(partitionsQuery(api, name));
  const { data: runs = [] } = useQuery(allClusterRunsQuery(api, name));
  return (
    <Section className="full" title={t('partitions.title')}>
      <Loaded query={partitions} empty={{ when: (all) => all.length === 0, text: t('partitions.empty') }}>
        {(all) => <PartitionTable partitions={all} runs={runs} />}
      </Loaded>
    </Section>
  );
}

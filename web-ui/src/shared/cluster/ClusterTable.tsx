import type { TableColumnsType } from 'antd';
import { useMemo } from 'react';
import { Link } from 'react-router';
import type { Cluster, Level } from '../api/types';
import { useFormat } from '../format/useFormat';
import { useTranslate } from '../i18n/LanguageContext';
import { Bar } from '../ui/Bar';
import { DataList } from '../ui/DataList';
import { Heading } from '../ui/Heading';
import { Tag } from '../ui/Tag';
import { TwoLines } from '../ui/TwoLines';
import { ClusterStateTag } from './ClusterStateTag';
import { FreshnessCell } from './FreshnessCell';
import './ClusterTable.css';

export function ClusterTable({ clusters }: { clusters: Cluster[] }) {
  const t = useTranslate();
  const format = useFormat();
  const largest = Math.max(0, ...clusters.map(({ funnel }) => funnel.installed.pflops));
  const scale = useMemo(() => format.pflopsScale(largest), [format, largest]);

  const columns = useMemo((): TableColumnsType<Cluster> => {
    const devices = (level: 'installed' | 'schedulable' | 'allocated') => ({
      title: <Heading text={t(`clusters.${level}`)} unit={t('clusters.devicesUnit')} />,
      key: level,
      align: 'right' as const,
      width: 100,
      render: (_: unknown, { funnel }: Cluster) => format.devices(funnel[level].milliDevices),
    });
    return [
      {
        title: t('clusters.cluster'),
        key: 'name',
        render: (_, { name, operator }) => <TwoLines first={<ClusterLink name={name} />} second={operator} hint={name} />,
      },
      {
        title: t('clusters.state'),
        key: 'state',
        width: 96,
        render: (_, { state }) => <ClusterStateTag state={state} />,
      },
      {
        title: t('clusters.freshness'),
        key: 'freshness',
        width: 160,
        render: (_, cluster) => <FreshnessCell cluster={cluster} />,
      },
      {
        title: <Heading text={t('clusters.installed')} unit={scale.unit} />,
        key: 'flops',
        align: 'right',
        width: 100,
        render: (_, { funnel }) => <Flops level={funnel.installed} figure={scale.figure} />,
      },
      devices('installed'),
      devices('schedulable'),
      devices('allocated'),
      {
        title: <Heading text={t('clusters.share')} unit={t('clusters.shareOf')} />,
        key: 'share',
        width: 170,
        render: (_, cluster) => <AllocatedShare cluster={cluster} />,
      },
      {
        title: t('clusters.runs'),
        key: 'runs',
        align: 'right',
        width: 80,
        render: (_, { activeRuns }) => format.count(activeRuns),
      },
      {
        title: t('clusters.nodes'),
        key: 'nodes',
        align: 'right',
        width: 80,
        render: (_, { nodes }) => format.count(nodes),
      },
      {
        title: <Heading text={t('clusters.quarantined')} unit={t('clusters.nodesUnit')} />,
        key: 'quarantined',
        align: 'right',
        width: 110,
        render: (_, { quarantinedNodes }) => <Quarantined nodes={quarantinedNodes} />,
      },
    ];
  }, [t, format, scale]);

  return (
    <DataList
      label={t('clusters.title')}
      rows={clusters}
      rowKey="id"
      columns={columns}
      maxHeight={560}
      card={(cluster) => <ClusterCard cluster={cluster} />}
    />
  );
}

function ClusterLink({ name }: { name: string }) {
  return (
    <Link className="strong-link" to={`/clusters/${name}`}>
      {name}
    </Link>
  );
}

function ClusterCard({ cluster }: { cluster: Cluster }) {
  const t = useTranslate();
  const format = useFormat();
  const { funnel } = cluster;
  return (
    <>
      <div className="card-line">
        <ClusterLink name={cluster.name} />
        <ClusterStateTag state={cluster.state} />
      </div>
      <div className="card-line muted">
        <span>{cluster.operator}</span>
        <FreshnessCell cluster={cluster} />
      </div>
      <dl className="cluster-figures">
        {(['installed', 'schedulable', 'allocated'] as const).map((level) => (
          <div key={level}>
            <dt>{t(`clusters.${level}`)}</dt>
            <dd>{format.countedDevices(funnel[level].milliDevices)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('clusters.flops')}</dt>
          <dd>
            <Flops level={funnel.installed} figure={format.flops} />
          </dd>
        </div>
        <div>
          <dt>{t('clusters.runs')}</dt>
          <dd>{format.count(cluster.activeRuns)}</dd>
        </div>
        <div>
          <dt>{t('clusters.quarantined')}</dt>
          <dd>
            <Quarantined nodes={cluster.quarantinedNodes} />
          </dd>
        </div>
      </dl>
      <AllocatedShare cluster={cluster} />
    </>
  );
}

/** A cluster whose devices' FLOPS nobody knows has not no FLOPS. */
function Flops({ level, figure }: { level: Level; figure: (pflops: number) => string }) {
  const t = useTranslate();
  return level.pflops === 0 && level.unknownFlopsMilliDevices > 0 ? (
    <span className="muted">{t('capacity.unknown')}</span>
  ) : (
    figure(level.pflops)
  );
}

function Quarantined({ nodes }: { nodes: number }) {
  const format = useFormat();
  return nodes === 0 ? <span className="muted">0</span> : <Tag tone="warn">{format.count(nodes)}</Tag>;
}

function AllocatedShare({ cluster }: { cluster: Cluster }) {
  const t = useTranslate();
  const format = useFormat();
  const { schedulable, allocated } = cluster.funnel;
  if (schedulable.milliDevices === 0) {
    return <span className="muted">–</span>;
  }
  const share = allocated.milliDevices / schedulable.milliDevices;
  return (
    <div className="cluster-share">
      <Bar share={share} label={`${cluster.name}: ${t('clusters.share')} ${t('clusters.shareOf')}`} />
      <span>{format.percent(share)}</span>
    </div>
  );
}

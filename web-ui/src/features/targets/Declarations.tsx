import { useQuery } from '@tanstack/react-query';
import type { TableColumnsType } from 'antd';
import { useApi } from '../../shared/api/ApiContext';
import { declaredQuery } from '../../shared/api/registerQueries';
import type { Declared } from '../../shared/api/types';
import { basedOn, useChange } from '../../shared/api/useChange';
import { useFormat } from '../../shared/format/useFormat';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useMay } from '../../shared/session/permissions';
import { Action } from '../../shared/ui/Action';
import { DataList } from '../../shared/ui/DataList';
import { Loaded } from '../../shared/ui/Loaded';
import { Section } from '../../shared/ui/Section';
import { Tag } from '../../shared/ui/Tag';
import { TwoLines } from '../../shared/ui/TwoLines';
import { EditDeclared, NewDeclared } from './DeclaredForms';

/** Capacity operators state without an agent, by document and date. */
export function Declarations() {
  const t = useTranslate();
  const changes = useMay('changeTargets');
  const declared = useQuery(declaredQuery(useApi()));
  return (
    <Section title={t('declared.title')} note={t('declared.note')} extra={changes ? <NewDeclared /> : undefined}>
      <Loaded query={declared} lines={4} empty={{ when: (all) => all.length === 0, text: t('declared.empty') }}>
        {(all) => <DeclaredTable declared={all} />}
      </Loaded>
    </Section>
  );
}

function DeclaredTable({ declared }: { declared: Declared[] }) {
  const t = useTranslate();
  const changes = useMay('changeTargets');
  const columns: TableColumnsType<Declared> = [
    { title: t('declared.where'), key: 'where', render: (_, each) => <Where declared={each} /> },
    { title: t('declared.what'), key: 'what', render: (_, each) => <What declared={each} /> },
    { title: t('declared.when'), key: 'when', width: 240, render: (_, each) => <When declared={each} /> },
    { title: t('declared.counts'), key: 'counts', width: 200, render: (_, each) => <Counts declared={each} /> },
    ...(changes ? [{ title: '', key: 'orders', width: 170, render: (_: unknown, each: Declared) => <Orders declared={each} /> }] : []),
  ];
  return (
    <DataList
      label={t('declared.title')}
      rows={declared}
      rowKey="id"
      columns={columns}
      card={(each) => (
        <>
          <div className="card-line">
            <Where declared={each} />
            <Counts declared={each} />
          </div>
          <What declared={each} />
          <When declared={each} />
          {changes ? <Orders declared={each} /> : null}
        </>
      )}
    />
  );
}

const Where = ({ declared: { operator, site, document } }: { declared: Declared }) => (
  <TwoLines first={<b>{site}</b>} second={`${operator} · ${document}`} hint={document} />
);

function What({ declared: { devices, model, pflops, precision, sparsity } }: { declared: Declared }) {
  const t = useTranslate();
  const format = useFormat();
  const said = [
    devices === null || model === null ? null : t('announced.of', { devices: format.countedDevices(devices * 1_000), model }),
    pflops === null ? null : format.flops(pflops),
  ].filter((each) => each !== null);
  return <TwoLines first={<span className="number">{said.join(' · ')}</span>} second={`${precision} · ${t(`capacity.basis.${sparsity}`)}`} />;
}

function When({ declared: { from, until } }: { declared: Declared }) {
  const t = useTranslate();
  const format = useFormat();
  const end = until === null ? t('running.openEnd') : format.day(Date.parse(until));
  return <span className="number">{`${format.day(Date.parse(from))} – ${end}`}</span>;
}

/** What an agent reports by now counts there and no more here. */
function Counts({ declared: { counts, replacedBy } }: { declared: Declared }) {
  const t = useTranslate();
  return counts ? (
    <Tag tone="good">{t('declared.counted')}</Tag>
  ) : (
    <Tag tone="neutral">{replacedBy === null ? t('declared.notCounted') : t('declared.replaced', { cluster: replacedBy })}</Tag>
  );
}

function Orders({ declared }: { declared: Declared }) {
  const t = useTranslate();
  const api = useApi();
  const { id, site, version } = declared;
  const remove = useChange(
    () => api.DELETE('/api/v1/declared-capacities/{id}', { params: { path: { id }, header: basedOn(version) } }),
    'capacity',
    'tenants',
  );
  return (
    <span className="row-orders">
      <EditDeclared declared={declared} />
      <Action name={t('edit.delete')} sure={t('edit.delete.sure', { name: site })} danger of={site} act={remove} />
    </span>
  );
}

import { useQuery } from '@tanstack/react-query';
import type { TableColumnsType } from 'antd';
import { useApi } from '../../shared/api/ApiContext';
import { datasetsQuery } from '../../shared/api/registerQueries';
import type { Dataset } from '../../shared/api/types';
import { basedOn, useChange } from '../../shared/api/useChange';
import { useFormat } from '../../shared/format/useFormat';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useMay } from '../../shared/session/permissions';
import { useSession } from '../../shared/session/SessionContext';
import { Action } from '../../shared/ui/Action';
import { DataList } from '../../shared/ui/DataList';
import { Loaded } from '../../shared/ui/Loaded';
import { Section } from '../../shared/ui/Section';
import { Tag, type Tone } from '../../shared/ui/Tag';
import { TwoLines } from '../../shared/ui/TwoLines';
import { EditDataset, NewDataset } from './DatasetForms';

const TONES: Record<Dataset['classification'], Tone> = { OPEN: 'good', INTERNAL: 'accent', CONFIDENTIAL: 'warn' };

/** Open corpora and tenants' data: who may read them, and where they lie. */
export default function DatasetsPage() {
  const t = useTranslate();
  const sees = useMay('seeDatasets');
  const changes = useMay('changeDatasets');
  const datasets = useQuery({ ...datasetsQuery(useApi()), enabled: sees });
  if (!sees) {
    return <p role="alert">{t('query.forbidden')}</p>;
  }
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('datasets.title')}</h1>
        {changes ? (
          <div className="page-actions">
            <NewDataset />
          </div>
        ) : null}
      </div>
      <Section title={t('datasets.all')} note={t('datasets.note')}>
        <Loaded query={datasets} lines={6} empty={{ when: (all) => all.length === 0, text: t('datasets.empty') }}>
          {(all) => <DatasetTable datasets={all} />}
        </Loaded>
      </Section>
    </div>
  );
}

function DatasetTable({ datasets }: { datasets: Dataset[] }) {
  const t = useTranslate();
  const columns: TableColumnsType<Dataset> = [
    { title: t('tokens.name'), key: 'name', render: (_, each) => <Name dataset={each} /> },
    { title: t('dataset.classification'), key: 'class', width: 120, render: (_, { classification }) => <Class of={classification} /> },
    { title: t('dataset.sizeShort'), key: 'size', width: 120, align: 'right', render: (_, each) => <Size dataset={each} /> },
    { title: t('dataset.grants'), key: 'grants', render: (_, each) => <Readers dataset={each} /> },
    { title: t('dataset.residency'), key: 'residency', render: (_, each) => <Places dataset={each} /> },
    { title: '', key: 'orders', width: 170, render: (_, each) => <Orders dataset={each} /> },
  ];
  return (
    <DataList
      label={t('datasets.title')}
      rows={datasets}
      rowKey="id"
      columns={columns}
      card={(each) => (
        <>
          <div className="card-line">
            <Name dataset={each} />
            <Class of={each.classification} />
          </div>
          <div className="card-line">
            <Readers dataset={each} />
            <Size dataset={each} />
          </div>
          <Places dataset={each} />
          <Orders dataset={each} />
        </>
      )}
    />
  );
}

function Name({ dataset: { name, sector, licence, steward, description } }: { dataset: Dataset }) {
  const t = useTranslate();
  return (
    <TwoLines
      first={<b>{name}</b>}
      second={`${t(`sector.${sector}`)} · ${licence} · ${steward}`}
      hint={description ?? name}
    />
  );
}

function Class({ of }: { of: Dataset['classification'] }) {
  const t = useTranslate();
  return <Tag tone={TONES[of]}>{t(`classification.${of}`)}</Tag>;
}

function Size({ dataset: { sizeGib } }: { dataset: Dataset }) {
  const format = useFormat();
  return <span className="number">{`${format.count(sizeGib)} GiB`}</span>;
}

/** Everybody reads what is open; else its owner and those it is granted to. */
function Readers({ dataset: { classification, owner, grants } }: { dataset: Dataset }) {
  const t = useTranslate();
  if (classification === 'OPEN') {
    return <span>{t('dataset.everybody')}</span>;
  }
  return <TwoLines first={owner ?? t('dataset.owner.city')} second={grants.length === 0 ? undefined : grants.join(t('list.comma'))} hint={grants.join(', ')} />;
}

function Places({ dataset: { residency, replicas } }: { dataset: Dataset }) {
  const t = useTranslate();
  const where = residency.length === 0 ? t('dataset.anywhere') : residency.join(t('list.comma'));
  const copies = Object.entries(replicas).map(([cluster, place]) => (place === '' ? cluster : `${cluster} (${place})`));
  return (
    <TwoLines
      first={where}
      second={copies.length === 0 ? undefined : t('dataset.copies', { places: copies.join(t('list.comma')) })}
      hint={copies.join(', ')}
    />
  );
}

function Orders({ dataset }: { dataset: Dataset }) {
  const t = useTranslate();
  const api = useApi();
  const { who } = useSession();
  const changes = useMay('changeDatasets') && (who.tenant === null || who.tenant === dataset.owner);
  const { id, name, version } = dataset;
  const remove = useChange(
    () => api.DELETE('/api/v1/datasets/{id}', { params: { path: { id }, header: basedOn(version) } }),
    'datasets',
  );
  return changes ? (
    <span className="row-orders">
      <EditDataset dataset={dataset} />
      <Action name={t('edit.delete')} sure={t('edit.delete.sure', { name })} danger of={name} act={remove} />
    </span>
  ) : null;
}

import { useQuery } from '@tanstack/react-query';
import { Input, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useApi } from '../../../shared/api/ApiContext';
import { acceleratorModelsQuery } from '../../../shared/api/catalogueQueries';
import type { AcceleratorEntry, AcceleratorModel } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useMay } from '../../../shared/session/permissions';
import { DataList } from '../../../shared/ui/DataList';
import { Loaded } from '../../../shared/ui/Loaded';
import { Section } from '../../../shared/ui/Section';
import { Tag } from '../../../shared/ui/Tag';
import { TwoLines } from '../../../shared/ui/TwoLines';
import { useAdminWords } from '../adminWords';
import { EditModel, TakeBack } from './EditModel';
import { isCalled, PRECISIONS, unitOf } from './modelFields';

/** What is known of accelerators, from which document, and what an administrator stated otherwise. */
export function CataloguePanel() {
  const words = useAdminWords();
  const models = useQuery(acceleratorModelsQuery(useApi()));
  const changes = useMay('changeCatalogue');
  const [sought, setSought] = useState('');
  return (
    <Section title={words('catalogue.title')} note={words('catalogue.note')} {...(changes ? { extra: <EditModel /> } : {})}>
      <div className="catalogue-search" role="search">
        <Input
          size="small"
          allowClear
          type="search"
          aria-label={words('catalogue.search')}
          placeholder={words('catalogue.search.hint')}
          onChange={({ target }) => {
            setSought(target.value);
          }}
        />
      </div>
      <Loaded query={models} lines={12}>
        {({ items }) => <ModelTable models={items.filter((model) => isCalled(model, sought))} />}
      </Loaded>
    </Section>
  );
}

function ModelTable({ models }: { models: AcceleratorModel[] }) {
  const words = useAdminWords();
  const figures = useFigures();
  if (models.length === 0) {
    return <p className="muted">{words('catalogue.none')}</p>;
  }
  const columns: TableColumnsType<AcceleratorModel> = [
    { title: words('catalogue.model'), key: 'model', width: 200, render: (_, model) => <Name model={model} /> },
    { title: words('catalogue.memory'), key: 'memory', width: 90, render: (_, model) => <span className="number">{figures.memory(model)}</span> },
    { title: words('catalogue.peak'), key: 'peak', width: 240, render: (_, model) => <Peaks model={model} /> },
    { title: words('catalogue.watts'), key: 'watts', width: 80, render: (_, model) => <span className="number">{figures.watts(model)}</span> },
    { title: words('catalogue.source'), key: 'source', render: (_, model) => <Source model={model} /> },
    { title: words('catalogue.standing'), key: 'standing', width: 300, render: (_, model) => <Standing model={model} /> },
  ];
  return (
    <DataList
      label={words('catalogue.title')}
      rows={models}
      rowKey="key"
      columns={columns}
      card={(model) => (
        <>
          <div className="card-line">
            <Name model={model} />
            <span className="number">
              {figures.memory(model)} · {figures.watts(model)}
            </span>
          </div>
          <Peaks model={model} />
          <Source model={model} />
          <Standing model={model} />
        </>
      )}
    />
  );
}

type Figures = Pick<AcceleratorEntry, 'memoryGib' | 'watts' | 'densePeakTflops'>;

function useFigures() {
  const words = useAdminWords();
  const format = useFormat();
  const peaks = ({ densePeakTflops }: Figures) =>
    PRECISIONS.flatMap((precision) => {
      const peak = densePeakTflops[precision];
      return peak === undefined ? [] : [`${precision} ${format.figure(peak)} ${unitOf(precision)}`];
    });
  return {
    memory: ({ memoryGib }: Figures) =>
      memoryGib === null ? words('catalogue.unknown') : `${format.figure(memoryGib)} GiB`,
    watts: ({ watts }: Figures) => (watts === null ? words('catalogue.unknown') : `${format.figure(watts)} W`),
    /** The one that counts first; PRECISIONS are in the order of accounting. */
    peaks,
    accounting: (of: Figures) =>
      of.densePeakTflops.BF16 === undefined && of.densePeakTflops.FP16 === undefined
        ? words('catalogue.flopsUnknown')
        : (peaks(of)[0] ?? ''),
  };
}

function Name({ model: { key, vendor, name } }: { model: AcceleratorModel }) {
  return <TwoLines first={<b>{key}</b>} second={`${vendor} · ${name}`} hint={name} />;
}

function Peaks({ model }: { model: AcceleratorModel }) {
  const figures = useFigures();
  const accounting = figures.accounting(model);
  const others = figures.peaks(model).filter((each) => each !== accounting);
  return <TwoLines first={accounting} second={others.join(', ')} hint={figures.peaks(model).join(', ')} />;
}

function Source({ model: { source, confidence, note } }: { model: AcceleratorModel }) {
  const words = useAdminWords();
  return (
    <TwoLines
      first={source}
      second={confidence === 'ESTIMATE' ? words('catalogue.estimated', { note }) : words('catalogue.DATASHEET')}
      hint={`${source}\n${note}`}
    />
  );
}

/** Who stated it instead of what, and what an administrator may do about it. */
function Standing({ model }: { model: AcceleratorModel }) {
  const changes = useMay('changeCatalogue');
  const { key, override } = model;
  return (
    <div>
      {override === null ? null : <Override override={override} />}
      {changes ? (
        <span className="section-choices">
          <EditModel model={model} />
          {override === null ? null : <TakeBack name={key} version={override.version} />}
        </span>
      ) : null}
    </div>
  );
}

function Override({ override: { delivered, statedBy, statedAt } }: { override: NonNullable<AcceleratorModel['override']> }) {
  const words = useAdminWords();
  const format = useFormat();
  const figures = useFigures();
  const at = statedAt === null ? null : Date.parse(statedAt);
  const instead =
    delivered === null
      ? undefined
      : words('catalogue.delivered', {
          memory: figures.memory(delivered),
          peak: figures.accounting(delivered),
          watts: figures.watts(delivered),
        });
  return (
    <TwoLines
      first={
        <>
          <Tag tone="accent">{words(delivered === null ? 'catalogue.added' : 'catalogue.overridden')}</Tag>{' '}
          <span className="muted">
            {words('catalogue.by', { name: statedBy ?? '', time: at === null ? '' : format.day(at) })}
          </span>
        </>
      }
      second={instead}
      hint={`${at === null ? '' : format.fullTime(at)}\n${instead ?? ''}`}
    />
  );
}

import { useQuery } from '@tanstack/react-query';
import type { TableColumnsType } from 'antd';
import { useApi } from '../../../shared/api/ApiContext';
import { waitsQuery } from '../../../shared/api/queries';
import type { WaitGroup } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { DataList } from '../../../shared/ui/DataList';
import { Loaded } from '../../../shared/ui/Loaded';
import { Section } from '../../../shared/ui/Section';

interface Row extends WaitGroup {
  key: string;
}

/** Who waits, and how long it takes, by kind and sector of the tenants. */
export function WaitsPanel() {
  const t = useTranslate();
  const waits = useQuery(waitsQuery(useApi()));
  return (
    <Section className="full" title={t('waits.title')} note={t('waits.note')}>
      <Loaded query={waits} empty={{ when: ({ groups }) => groups.length === 0, text: t('waits.empty') }}>
        {({ groups }) => <WaitTable rows={groups.map((each) => ({ ...each, key: `${each.kind}/${each.sector}` }))} />}
      </Loaded>
    </Section>
  );
}

function WaitTable({ rows }: { rows: Row[] }) {
  const t = useTranslate();
  const format = useFormat();
  const lasting = (seconds: number | null) => (seconds === null ? '–' : format.duration(seconds * 1_000));
  const columns: TableColumnsType<Row> = [
    { title: t('waits.kind'), key: 'kind', render: (_, { kind }) => t(`tenantKind.${kind}`) },
    { title: t('waits.sector'), key: 'sector', render: (_, { sector }) => t(`sector.${sector}`) },
    { title: t('waits.waiting'), key: 'waiting', align: 'right', width: 90, render: (_, { waiting }) => format.count(waiting) },
    { title: t('waits.withoutStart'), key: 'without', align: 'right', width: 120, render: (_, { withoutStart }) => format.count(withoutStart) },
    { title: t('waits.longest'), key: 'longest', align: 'right', width: 130, render: (_, each) => lasting(each.longestWaitSeconds) },
    { title: t('waits.predicted'), key: 'predicted', align: 'right', width: 130, render: (_, each) => lasting(each.meanPredictedWaitSeconds) },
    { title: t('waits.started'), key: 'started', align: 'right', width: 110, render: (_, { started }) => format.count(started) },
    { title: t('waits.median'), key: 'median', align: 'right', width: 130, render: (_, each) => lasting(each.medianWaitSeconds) },
    { title: t('waits.ninth'), key: 'ninth', align: 'right', width: 140, render: (_, each) => lasting(each.ninthDecileWaitSeconds) },
  ];
  return (
    <DataList
      label={t('waits.title')}
      rows={rows}
      rowKey="key"
      columns={columns}
      maxHeight={420}
      card={(row) => (
        <>
          <div className="card-line">
            <b>{`${t(`tenantKind.${row.kind}`)} · ${t(`sector.${row.sector}`)}`}</b>
            <span>
              {t('waits.waiting')} {format.count(row.waiting)}
            </span>
          </div>
          <div className="card-line muted">
            <span>
              {t('waits.predicted')} {lasting(row.meanPredictedWaitSeconds)}
            </span>
            <span>
              {t('waits.longest')} {lasting(row.longestWaitSeconds)}
            </span>
          </div>
          <div className="card-line muted">
            <span>
              {t('waits.started')} {format.count(row.started)}
            </span>
            <span>
              {t('waits.median')} {lasting(row.medianWaitSeconds)}
            </span>
          </div>
        </>
      )}
    />
  );
}

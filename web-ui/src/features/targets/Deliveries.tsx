import { useQuery } from '@tanstack/react-query';
import type { TableColumnsType } from 'antd';
import { useApi } from '../../shared/api/ApiContext';
import { deliveriesQuery } from '../../shared/api/registerQueries';
import type { Delivery } from '../../shared/api/types';
import { useChange } from '../../shared/api/useChange';
import { useFormat } from '../../shared/format/useFormat';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useMay } from '../../shared/session/permissions';
import { Action } from '../../shared/ui/Action';
import { DataList } from '../../shared/ui/DataList';
import { Loaded } from '../../shared/ui/Loaded';
import { Section } from '../../shared/ui/Section';
import { Tag } from '../../shared/ui/Tag';
import { TwoLines } from '../../shared/ui/TwoLines';
import { Arrive, EditDelivery, NewDelivery } from './DeliveryForms';

/** Devices announced for a date; an arrival closes a delivery, so that nothing counts twice. */
export function Deliveries() {
  const t = useTranslate();
  const changes = useMay('changeTargets');
  const deliveries = useQuery(deliveriesQuery(useApi()));
  return (
    <Section title={t('deliveries.title')} note={t('deliveries.note')} extra={changes ? <NewDelivery /> : undefined}>
      <Loaded query={deliveries} lines={4} empty={{ when: (all) => all.length === 0, text: t('deliveries.empty') }}>
        {(all) => <DeliveryTable deliveries={all} />}
      </Loaded>
    </Section>
  );
}

function DeliveryTable({ deliveries }: { deliveries: Delivery[] }) {
  const t = useTranslate();
  const changes = useMay('changeTargets');
  const columns: TableColumnsType<Delivery> = [
    { title: t('delivery.what'), key: 'what', render: (_, each) => <What delivery={each} /> },
    { title: t('delivery.whose'), key: 'whose', render: (_, each) => <Whose delivery={each} /> },
    { title: t('delivery.expected'), key: 'when', width: 170, render: (_, each) => <When delivery={each} /> },
    { title: t('clusters.state'), key: 'state', width: 110, render: (_, each) => <State delivery={each} /> },
    ...(changes ? [{ title: '', key: 'orders', width: 260, render: (_: unknown, each: Delivery) => <Orders delivery={each} /> }] : []),
  ];
  return (
    <DataList
      label={t('deliveries.title')}
      rows={deliveries}
      rowKey="id"
      columns={columns}
      card={(each) => (
        <>
          <div className="card-line">
            <What delivery={each} />
            <State delivery={each} />
          </div>
          <div className="card-line">
            <Whose delivery={each} />
            <When delivery={each} />
          </div>
          {changes ? <Orders delivery={each} /> : null}
        </>
      )}
    />
  );
}

function What({ delivery: { id, devices, model, document } }: { delivery: Delivery }) {
  const t = useTranslate();
  const format = useFormat();
  return (
    <TwoLines
      first={<b>{t('announced.of', { devices: format.countedDevices(devices * 1_000), model })}</b>}
      second={document === null ? `#${id}` : `#${id} · ${document}`}
      hint={document ?? model}
    />
  );
}

const Whose = ({ delivery: { operator, cluster } }: { delivery: Delivery }) => (
  <TwoLines first={operator} second={cluster ?? undefined} hint={operator} />
);

function When({ delivery: { expectedAt, closedAt } }: { delivery: Delivery }) {
  const t = useTranslate();
  const format = useFormat();
  return (
    <TwoLines
      first={<span className="number">{format.day(Date.parse(expectedAt))}</span>}
      second={closedAt === null ? undefined : t('delivery.closed', { day: format.day(Date.parse(closedAt)) })}
    />
  );
}

function State({ delivery: { state, late } }: { delivery: Delivery }) {
  const t = useTranslate();
  switch (state) {
    case 'ANNOUNCED':
      return late ? <Tag tone="warn">{t('announced.late')}</Tag> : <Tag tone="neutral">{t('announced.announced')}</Tag>;
    case 'ARRIVED':
      return <Tag tone="good">{t('delivery.arrived')}</Tag>;
    case 'CANCELLED':
      return <Tag tone="neutral">{t('delivery.cancelled')}</Tag>;
  }
}

function Orders({ delivery }: { delivery: Delivery }) {
  const t = useTranslate();
  const api = useApi();
  const { id, state } = delivery;
  const cancel = useChange(
    () =>
      api.POST('/api/v1/deliveries/{id}/cancel', {
        params: { path: { id } },
        body: {},
      }),
    'capacity',
    'tenants',
  );
  return state === 'ANNOUNCED' ? (
    <span className="row-orders">
      <Arrive delivery={delivery} />
      <EditDelivery delivery={delivery} />
      <Action name={t('delivery.cancel')} sure={t('delivery.cancel.sure')} danger of={`#${id}`} act={cancel} />
    </span>
  ) : null;
}

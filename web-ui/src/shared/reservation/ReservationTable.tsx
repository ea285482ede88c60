import type { TableColumnsType } from 'antd';
import { useApi } from '../api/ApiContext';
import type { Reservation } from '../api/types';
import { basedOn, useChange } from '../api/useChange';
import { useFormat } from '../format/useFormat';
import { useTranslate } from '../i18n/LanguageContext';
import { useMay } from '../session/permissions';
import { useSession } from '../session/SessionContext';
import { useClocks } from '../time/planClock';
import { Action } from '../ui/Action';
import { DataList } from '../ui/DataList';
import { TwoLines } from '../ui/TwoLines';
import { EditReservation } from './Reserve';

/** What is held for whom, when it is next, and how it comes back. */
export function ReservationTable({ reservations }: { reservations: Reservation[] }) {
  const t = useTranslate();
  const reserves = useMay('reserve');
  const columns: TableColumnsType<Reservation> = [
    { title: t('reservation.what'), key: 'what', render: (_, each) => <What reservation={each} /> },
    { title: t('reservation.for'), key: 'for', render: (_, each) => <Whom reservation={each} /> },
    { title: t('reservation.next'), key: 'next', width: 280, render: (_, each) => <Next reservation={each} /> },
    { title: t('reservation.frequency'), key: 'recurs', width: 220, render: (_, each) => <Recurs reservation={each} /> },
    ...(reserves
      ? [{ title: '', key: 'orders', width: 190, render: (_: unknown, each: Reservation) => <ReservationOrders reservation={each} /> }]
      : []),
  ];
  return (
    <DataList
      label={t('reservations.title')}
      rows={reservations}
      rowKey="id"
      columns={columns}
      card={(each) => (
        <>
          <div className="card-line">
            <What reservation={each} />
            <Whom reservation={each} />
          </div>
          <Next reservation={each} />
          <Recurs reservation={each} />
          {reserves ? <ReservationOrders reservation={each} /> : null}
        </>
      )}
    />
  );
}

function What({ reservation: { id, cluster, partition, devices, nodes } }: { reservation: Reservation }) {
  const t = useTranslate();
  const format = useFormat();
  const extent =
    devices !== null
      ? format.countedDevices(devices * 1_000)
      : nodes !== null
        ? t('reservation.nodesOf', { nodes: format.count(nodes) })
        : t('reservation.extent.ALL');
  return <TwoLines first={<b>{partition === null ? cluster : `${cluster}/${partition}`}</b>} second={`#${id} · ${extent}`} />;
}

function Whom({ reservation: { tenant, reason } }: { reservation: Reservation }) {
  const t = useTranslate();
  return <TwoLines first={tenant ?? t('reservation.maintenance')} second={reason ?? undefined} {...(reason === null ? {} : { hint: reason })} />;
}

function Next({ reservation: { next } }: { reservation: Reservation }) {
  const t = useTranslate();
  const format = useFormat();
  const { planNow, wallNow } = useClocks();
  const now = planNow ?? wallNow;
  const [first] = next;
  if (first === undefined) {
    return <span className="muted">{t('reservation.over')}</span>;
  }
  const from = Date.parse(first.from);
  const until = first.until === null ? t('running.openEnd') : format.moment(Date.parse(first.until), now);
  return (
    <TwoLines
      first={<span className="number">{`${format.moment(from, now)} – ${until}`}</span>}
      second={from <= now ? t('reservation.now') : format.ahead(from - now)}
    />
  );
}

function Recurs({ reservation: { recurrence } }: { reservation: Reservation }) {
  const t = useTranslate();
  const format = useFormat();
  if (recurrence === null) {
    return <span className="muted">{t('frequency.NEVER')}</span>;
  }
  const { frequency, interval, weekdays, until } = recurrence;
  const every = interval === 1 ? t(`frequency.${frequency}`) : t(`frequency.every.${frequency}`, { interval });
  const days = weekdays.map((day) => t(`weekday.${day}`)).join(t('list.comma'));
  return (
    <TwoLines
      first={days === '' ? every : t('list.pair', { name: every, value: days })}
      second={until === null ? undefined : t('reservation.untilDay', { day: format.day(Date.parse(until)) })}
    />
  );
}

function ReservationOrders({ reservation }: { reservation: Reservation }) {
  const t = useTranslate();
  const api = useApi();
  const { who } = useSession();
  const { id, cluster, version } = reservation;
  const cancel = useChange(
    () => api.DELETE('/api/v1/reservations/{id}', { params: { path: { id }, header: basedOn(version) } }),
    'reservations',
  );
  if (who.cluster !== null && who.cluster !== cluster) {
    return null;
  }
  return (
    <span className="row-orders">
      <EditReservation reservation={reservation} />
      <Action name={t('reservation.cancel')} sure={t('reservation.cancel.sure')} danger of={`${cluster} #${id}`} act={cancel} />
    </span>
  );
}

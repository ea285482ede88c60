import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../shared/api/ApiContext';
import { reservationsQuery } from '../../shared/api/reservationQueries';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { Reserve } from '../../shared/reservation/Reserve';
import { ReservationTable } from '../../shared/reservation/ReservationTable';
import { useMay } from '../../shared/session/permissions';
import { Loaded } from '../../shared/ui/Loaded';
import { Section } from '../../shared/ui/Section';

/** Capacity held for tenants, or closed for maintenance. */
export default function ReservationsPage() {
  const t = useTranslate();
  const reserves = useMay('reserve');
  const reservations = useQuery(reservationsQuery(useApi(), null));
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('reservations.title')}</h1>
        {reserves ? (
          <div className="page-actions">
            <Reserve />
          </div>
        ) : null}
      </div>
      <Section title={t('reservations.all')} note={t('reservations.note')}>
        <Loaded query={reservations} lines={6} empty={{ when: (all) => all.length === 0, text: t('reservations.empty') }}>
          {(all) => <ReservationTable reservations={all} />}
        </Loaded>
      </Section>
    </div>
  );
}

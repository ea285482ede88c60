import { useApi } from '../api/ApiContext';
import { bodyOf } from '../api/client';
import type { Reservation } from '../api/types';
import { basedOn, useChange } from '../api/useChange';
import { FormButton } from '../form/FormButton';
import { useTranslate } from '../i18n/LanguageContext';
import { useClocks } from '../time/planClock';
import { draftOf, newReservation, type ReservationDraft, submissionOf } from './reservationDraft';
import { useReservationFields } from './reservationFields';

/** Opens the form of a new reservation. */
export function Reserve({ cluster = null }: { cluster?: string | null }) {
  const t = useTranslate();
  const api = useApi();
  const fields = useReservationFields();
  const { planNow, wallNow } = useClocks();
  const create = useChange(
    (draft: ReservationDraft) => bodyOf(api.POST('/api/v1/reservations', { body: submissionOf(fields, draft) })),
    'reservations',
  );
  return (
    <FormButton
      name={t('reservation.new')}
      title={t('reservation.new')}
      note={t('reservation.note')}
      fields={fields}
      initial={() => newReservation(planNow ?? wallNow, cluster)}
      send={t('reservation.reserve')}
      save={create}
    />
  );
}

/** Changes a reservation; refused when somebody else changed it meanwhile. */
export function EditReservation({ reservation }: { reservation: Reservation }) {
  const t = useTranslate();
  const api = useApi();
  const fields = useReservationFields();
  const { id, version, cluster } = reservation;
  const save = useChange(
    (draft: ReservationDraft) =>
      bodyOf(
        api.PUT('/api/v1/reservations/{id}', {
          params: { path: { id }, header: basedOn(version) },
          body: submissionOf(fields, draft),
        }),
      ),
    'reservations',
  );
  return (
    <FormButton
      name={t('edit.change')}
      of={`${cluster} #${id}`}
      title={t('reservation.edit', { id })}
      fields={fields}
      initial={() => draftOf(reservation)}
      send={t('edit.save')}
      save={save}
    />
  );
}

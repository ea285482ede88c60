import { asked, type FormField, stated, without } from '../form/fields';
import type { Reservation, ReservationSubmission } from '../api/types';

export const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

/** What the form holds of a reservation. */
export interface ReservationDraft extends Record<string, string | number | boolean | readonly string[] | null> {
  cluster: string | null;
  partition: string | null;
  extent: 'ALL' | 'DEVICES' | 'NODES';
  devices: number | null;
  nodes: number | null;
  tenant: string | null;
  start: string | null;
  end: string | null;
  frequency: 'NEVER' | 'DAILY' | 'WEEKLY';
  interval: number | null;
  weekdays: readonly string[];
  until: string | null;
  reason: string | null;
}

const HOUR = 3_600_000;

/** A new one: from the next full hour of plan time on, for two hours. */
export function newReservation(planNow: number, cluster: string | null): ReservationDraft {
  const start = (Math.floor(planNow / HOUR) + 1) * HOUR;
  return {
    cluster,
    partition: null,
    extent: 'ALL',
    devices: null,
    nodes: null,
    tenant: null,
    start: new Date(start).toISOString(),
    end: new Date(start + 2 * HOUR).toISOString(),
    frequency: 'NEVER',
    interval: 1,
    weekdays: [],
    until: null,
    reason: null,
  };
}

export const draftOf = ({ recurrence, ...given }: Reservation): ReservationDraft => ({
  cluster: given.cluster,
  partition: given.partition,
  extent: given.devices !== null ? 'DEVICES' : given.nodes !== null ? 'NODES' : 'ALL',
  devices: given.devices,
  nodes: given.nodes,
  tenant: given.tenant,
  start: given.start,
  end: given.end,
  frequency: recurrence?.frequency ?? 'NEVER',
  interval: recurrence?.interval ?? 1,
  weekdays: recurrence?.weekdays ?? [],
  until: recurrence?.until ?? null,
  reason: given.reason,
});

/** What is sent of it: only what is asked for in the form as it stands. */
export function submissionOf(
  fields: readonly FormField<ReservationDraft>[],
  draft: ReservationDraft,
): ReservationSubmission {
  const given = stated(fields, draft);
  const { frequency, interval, weekdays, until } = given;
  const plain = without(given, 'extent', 'frequency', 'interval', 'weekdays', 'until');
  const visible = new Set(asked(fields, draft).map(({ name }) => name));
  const recurrence =
    draft.frequency === 'NEVER'
      ? {}
      : {
          recurrence: {
            frequency,
            ...(interval === undefined ? {} : { interval }),
            ...(visible.has('weekdays') && weekdays !== undefined ? { weekdays } : {}),
            ...(until === undefined ? {} : { until }),
          },
        };
  return { ...plain, ...recurrence } as ReservationSubmission;
}

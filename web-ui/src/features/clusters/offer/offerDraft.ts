import type { ClusterDetail } from '../../../shared/api/types';

export interface OfferedHours {
  from: number;
  until: number;
}

const DAY_MINUTES = 1_440;

const two = (value: number) => String(value).padStart(2, '0');

/** Minutes after midnight as people write them; the end of the day is 24:00. */
export const clockOf = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** "08:00-20:30" as minutes; null when it is none. */
export function hoursOf(text: string): OfferedHours | null {
  const found = /^(\d{1,2}):(\d{2})\s*[-–~至]\s*(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (found === null) {
    return null;
  }
  const [, fromHour, fromMinute, untilHour, untilMinute] = found.map(Number);
  const minutes = (hour = 0, minute = 0) => hour * 60 + minute;
  return { from: minutes(fromHour, fromMinute), until: minutes(untilHour, untilMinute) };
}

/** Whether it is a window within a day, as the server takes it. */
export function canRead(text: string): boolean {
  const hours = hoursOf(text);
  return hours !== null && hours.from < hours.until && hours.until <= DAY_MINUTES && /:[0-5]\d\D+\d{1,2}:[0-5]\d/.test(text);
}

export const hoursText = ({ from, until }: OfferedHours) => `${clockOf(from)}-${clockOf(until)}`;

export interface OfferDraft extends Record<string, readonly string[] | null> {
  nodes: readonly string[];
  hours: readonly string[];
  tenants: readonly string[];
}

export const offerDraftOf = ({ offer }: ClusterDetail): OfferDraft => ({
  nodes: offer.nodes ?? [],
  hours: (offer.hours ?? []).map(hoursText),
  tenants: offer.tenants ?? [],
});

/** As the server takes it; what is left out is offered whole. The form sends no hours that cannot be read. */
export function offerOf({ nodes, hours, tenants }: OfferDraft) {
  return {
    ...(nodes.length === 0 ? {} : { nodes: [...nodes] }),
    ...(hours.length === 0 ? {} : { hours: hours.flatMap((text) => hoursOf(text) ?? []) }),
    ...(tenants.length === 0 ? {} : { tenants: [...tenants] }),
  };
}

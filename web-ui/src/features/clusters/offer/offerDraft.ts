import type { ClusterDetail } from '../../../shared/api/types';

export interface OfferedHours {
  from: number;
  until: number;
}

const two = (value: number) => String(value).padStart(2, '0');

/** Minutes after midnight as people write them; the end of the day is 24:00. */
export const clockOf = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** "08:00-20:30" as minutes; null when it is none. What the server does not take it says itself. */
export function hoursOf(text: string): OfferedHours | null {
  const found = /^(\d{1,2}):(\d{2})\s*[-–~至]\s*(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (found === null) {
    return null;
  }
  const [, fromHour, fromMinute, untilHour, untilMinute] = found.map(Number);
  const minutes = (hour = 0, minute = 0) => hour * 60 + minute;
  return { from: minutes(fromHour, fromMinute), until: minutes(untilHour, untilMinute) };
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

/** As the server takes it; what is left out is offered whole. Hours nobody can read are sent as a window of no length. */
export function offerOf({ nodes, hours, tenants }: OfferDraft) {
  return {
    ...(nodes.length === 0 ? {} : { nodes: [...nodes] }),
    ...(hours.length === 0 ? {} : { hours: hours.map((text) => hoursOf(text) ?? { from: 0, until: 0 }) }),
    ...(tenants.length === 0 ? {} : { tenants: [...tenants] }),
  };
}

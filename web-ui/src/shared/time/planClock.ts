import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/ApiContext';
import { planTimeQuery } from '../api/queries';
import { useSecond } from './tick';

interface Reading {
  now: string;
  rate: number;
  wall: string;
  /** What this machine's clock said when the reading came. */
  receivedAt: number;
}

/** Plan time goes on from its reading at its rate. */
export function planTimeAt(reading: Reading, localNow: number): number {
  return Date.parse(reading.now) + (localNow - reading.receivedAt) * reading.rate;
}

/** The server's wall time, whatever this machine's clock says. */
export function serverTimeAt(reading: Reading, localNow: number): number {
  return Date.parse(reading.wall) + (localNow - reading.receivedAt);
}

export interface Clocks {
  /** Plan time in milliseconds; null until the server has told it. */
  planNow: number | null;
  /** The server's wall time in milliseconds; this machine's own until the server has told it. */
  wallNow: number;
  rate: number | null;
}

export function useClocks(): Clocks {
  const { data } = useQuery(planTimeQuery(useApi()));
  const second = useSecond();
  return data === undefined
    ? { planNow: null, wallNow: second, rate: null }
    : {
        planNow: planTimeAt(data, second),
        wallNow: serverTimeAt(data, second),
        rate: data.rate,
      };
}

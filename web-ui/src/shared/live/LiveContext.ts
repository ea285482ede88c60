import { createContext, useContext, useSyncExternalStore } from 'react';
import type { EventStream, LiveState } from './eventStream';

export const LiveContext = createContext<EventStream | null>(null);

/** How the stream of events is doing. */
export function useLiveState(): LiveState {
  const stream = useContext(LiveContext);
  if (stream === null) {
    throw new Error('useLiveState needs a LiveProvider above.');
  }
  return useSyncExternalStore(stream.subscribe, stream.current);
}

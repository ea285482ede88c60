import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo } from 'react';
import type { Subject } from '../api/queries';
import { Coalescer } from './coalescer';
import { EventStream } from './eventStream';
import { LiveContext } from './LiveContext';
import { allSubjects, staleSubjects } from './staleSubjects';

interface LiveProviderProps {
  token: string;
  /** Always the same one: another one would mean another stream. */
  onUnauthorized: () => void;
  children: ReactNode;
}

/** Keeps what is shown up to date: events make queries stale, and those on the page are asked again. */
export function LiveProvider({ token, onUnauthorized, children }: LiveProviderProps) {
  const queries = useQueryClient();
  const { stream, refresh } = useMemo(() => {
    const refresh = new Coalescer<Subject>((subjects) => {
      subjects.forEach((name) => void queries.invalidateQueries({ queryKey: [name] }));
    });
    const stream = new EventStream({
      url: '/api/v1/events',
      token,
      onEvent: (event) => {
        refresh.mark(staleSubjects(event.type));
      },
      onOpen: () => {
        refresh.mark(allSubjects);
      },
      onUnauthorized,
    });
    return { stream, refresh };
  }, [queries, token, onUnauthorized]);

  useEffect(() => {
    stream.start();
    window.addEventListener('online', stream.wake);
    window.addEventListener('offline', stream.cut);
    document.addEventListener('visibilitychange', stream.wake);
    return () => {
      window.removeEventListener('online', stream.wake);
      window.removeEventListener('offline', stream.cut);
      document.removeEventListener('visibilitychange', stream.wake);
      stream.stop();
      refresh.stop();
    };
  }, [stream, refresh]);

  return <LiveContext value={stream}>{children}</LiveContext>;
}

import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let second = Date.now();

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    second = Date.now();
    listeners.forEach((each) => {
      each();
    });
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function snapshot() {
  // Nobody listened for a while: the second kept is an old one.
  if (timer === undefined && Date.now() - second >= 1_000) {
    second = Date.now();
  }
  return second;
}

/** This machine's wall time in milliseconds, a new one every second, the same for the whole page. */
export function useSecond(): number {
  return useSyncExternalStore(subscribe, snapshot);
}

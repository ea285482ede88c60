import { useEffect, useState } from 'react';

const PAUSE_MILLIS = 350;

/** A value as it was when the typing last paused. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(value);
    }, PAUSE_MILLIS);
    return () => {
      clearTimeout(timer);
    };
  }, [value]);
  return settled;
}

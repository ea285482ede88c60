export const HOUR = 3_600_000;

const FORM = /^(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Milliseconds of an ISO 8601 duration as the server writes them; null for what is none. */
export function millisOf(duration: string): number | null {
  const parts = FORM.exec(duration);
  if (parts === null || duration.endsWith('P') || duration.endsWith('T')) {
    return null;
  }
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(2).map((part: string | undefined) => Number(part ?? 0));
  const millis = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000;
  return parts[1] === undefined ? millis : -millis;
}

/** Whole seconds as an ISO 8601 duration, such as PT2H30M. A negative one stays what it is: the server says what is wrong with it. */
export function isoDuration(millis: number): string {
  if (millis < 0) {
    return `-${isoDuration(-millis)}`;
  }
  const seconds = Math.round(millis / 1_000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60), seconds % 60];
  const text = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${rest > 0 ? `${rest}S` : ''}`;
  return `PT${text === '' ? '0S' : text}`;
}

/** A duration in hours, to the hundredth, as one would type it; null without one. */
export const hoursOf = (duration: string | undefined) =>
  duration === undefined ? null : Math.round(((millisOf(duration) ?? 0) / HOUR) * 100) / 100;

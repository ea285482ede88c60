import { type Language, localeOf, type Translate } from '../i18n/messages';

/** An instant as hours and minutes; with its day when that is not the day of `now`. */
export function moment(instant: number, now: number, language: Language): string {
  const sameDay = new Date(instant).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(localeOf[language], {
    ...(sameDay ? {} : { month: 'short', day: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
  }).format(instant);
}

/**
 * An instant and how long until then; on another day its date says enough.
 *
 * @param until in words, such as "in 2 h 10 min"
 */
export function momentAnd(until: string, instant: number, now: number, language: Language): string {
  const sameDay = new Date(instant).toDateString() === new Date(now).toDateString();
  const at = moment(instant, now, language);
  return sameDay && until !== '' ? `${at} · ${until}` : at;
}

/** What follows "such as" tells how one writes an instant, and stays. */
const INSTANT = /(?<!such as )\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g;

const localised = (text: string, told: (at: number) => string) =>
  text.replace(INSTANT, (instant) => {
    const at = Date.parse(instant);
    return Number.isNaN(at) ? instant : told(at);
  });

/** The server writes instants in UTC; people read their own time. */
export const withLocalMoments = (text: string, now: number, language: Language) =>
  localised(text, (at) => moment(at, now, language));

/** The same with the whole date: where it is not known which day is today. */
export const withInstants = (text: string, language: Language) =>
  localised(text, (at) =>
    new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'medium', timeStyle: 'short' }).format(at),
  );

/** Hours, minutes and seconds. */
export function clockTime(instant: number, language: Language): string {
  return new Intl.DateTimeFormat(localeOf[language], { timeStyle: 'medium' }).format(instant);
}

export function day(instant: number, language: Language): string {
  return new Intl.DateTimeFormat(localeOf[language], {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
  }).format(instant);
}

/** Day and time to the second; the zone is told under every page. */
export function fullTime(instant: number, language: Language): string {
  return new Intl.DateTimeFormat(localeOf[language], {
    dateStyle: 'medium',
    timeStyle: 'medium',
  }).format(instant);
}

/** The time zone everything is shown in, such as "Asia/Shanghai (UTC+08:00)". */
export function zoneName(at: number): string {
  const offset =
    new Intl.DateTimeFormat('en', { timeZoneName: 'longOffset' })
      .formatToParts(at)
      .find((part) => part.type === 'timeZoneName')
      ?.value.replace('GMT', 'UTC') ?? 'UTC';
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone === offset ? zone : `${zone} (${offset})`;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function duration(millis: number, t: Translate): string {
  const length = Math.max(0, millis);
  if (length < MINUTE) {
    return t('duration.seconds', { s: Math.floor(length / SECOND) });
  }
  if (length < HOUR) {
    return t('duration.minutes', { m: Math.floor(length / MINUTE) });
  }
  if (length < DAY) {
    return t('duration.hours', { h: Math.floor(length / HOUR), m: Math.floor((length % HOUR) / MINUTE) });
  }
  return t('duration.days', { d: Math.floor(length / DAY), h: Math.floor((length % DAY) / HOUR) });
}

export const ahead = (millis: number, t: Translate) => t('duration.ahead', { duration: duration(millis, t) });

export const ago = (millis: number, t: Translate) => t('duration.ago', { duration: duration(millis, t) });

import { useMemo } from 'react';
import { useLanguage } from '../i18n/LanguageContext';
import type { Language, Translate } from '../i18n/messages';
import { flops, flopsScale, pflopsScale } from './flops';
import { count, devices, figure, percent, ratio, work } from './numbers';
import {
  ago,
  ahead,
  clockTime,
  day,
  duration,
  fullTime,
  moment,
  momentAnd,
  withLocalMoments,
} from './times';

/** Every figure and time on the page is written by these, in the chosen language. */
export function formatOf(language: Language, t: Translate) {
  return {
    flops: (pflops: number) => flops(pflops, language),
    flopsScale: (largestPflops: number) => flopsScale(largestPflops, language),
    pflopsScale: (largestPflops: number) => pflopsScale(largestPflops, language),
    count: (value: number) => count(value, language),
    devices: (milliDevices: number) => devices(milliDevices, language),
    /** With the word: what is counted is said wherever a number stands alone. */
    countedDevices: (milliDevices: number) =>
      milliDevices === 1_000
        ? t('capacity.device')
        : t('capacity.devices', { devices: devices(milliDevices, language) }),
    percent: (share: number) => percent(share, language),
    figure: (value: number) => figure(value, language),
    work: (value: number) => work(value, language),
    ratio: (value: number) => ratio(value, language),
    moment: (instant: number, now: number) => moment(instant, now, language),
    momentAnd: (until: string, instant: number, now: number) => momentAnd(until, instant, now, language),
    withLocalMoments: (text: string, now: number) => withLocalMoments(text, now, language),
    clockTime: (instant: number) => clockTime(instant, language),
    day: (instant: number) => day(instant, language),
    fullTime: (instant: number) => fullTime(instant, language),
    duration: (millis: number) => duration(millis, t),
    ahead: (millis: number) => ahead(millis, t),
    ago: (millis: number) => ago(millis, t),
  };
}

export type Format = ReturnType<typeof formatOf>;

export function useFormat(): Format {
  const { language, t } = useLanguage();
  return useMemo(() => formatOf(language, t), [language, t]);
}

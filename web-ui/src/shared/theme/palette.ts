export type ThemeName = 'light' | 'dark';

/** Every colour of the page. Text colours keep 4.5:1 on every background they stand on, in both themes. */
export interface Palette {
  page: string;
  surface: string;
  raised: string;
  border: string;
  text: string;
  muted: string;
  accent: string;
  onAccent: string;
  link: string;
  good: string;
  warn: string;
  bad: string;
  goodSoft: string;
  warnSoft: string;
  badSoft: string;
  accentSoft: string;
  neutralSoft: string;
  track: string;
  /** Capacity nobody uses, and capacity nobody can. */
  free: string;
  unavailable: string;
  /** The levels of the funnel, from what is said to what is done. */
  levels: readonly [string, string, string, string, string, string];
}

export const palettes: Record<ThemeName, Palette> = {
  light: {
    page: '#f4f5f7',
    surface: '#ffffff',
    raised: '#f8f9fa',
    border: '#dfe3e8',
    text: '#1b2027',
    muted: '#59636e',
    accent: '#1f5fd0',
    onAccent: '#ffffff',
    link: '#1a56c2',
    good: '#18713a',
    warn: '#8a5a00',
    bad: '#b8232c',
    goodSoft: '#e4f4e9',
    warnSoft: '#fdf1d8',
    badSoft: '#fde8e8',
    accentSoft: '#e6eefb',
    neutralSoft: '#eceff2',
    track: '#e9ecf0',
    free: '#a8c5f3',
    unavailable: '#c6ccd4',
    levels: ['#b4bfcc', '#8aa3c8', '#6a92d4', '#3f78d8', '#1f5fd0', '#12805f'],
  },
  dark: {
    page: '#0d1014',
    surface: '#15191f',
    raised: '#1b2027',
    border: '#2a313a',
    text: '#e4e9ee',
    muted: '#9aa5b1',
    accent: '#2f6bdd',
    onAccent: '#ffffff',
    link: '#7fb0ff',
    good: '#5bc47f',
    warn: '#e0ab3f',
    bad: '#ff8585',
    goodSoft: '#15301f',
    warnSoft: '#352911',
    badSoft: '#3b1c1f',
    accentSoft: '#182a49',
    neutralSoft: '#242b33',
    track: '#232a32',
    free: '#2b4c80',
    unavailable: '#434b55',
    levels: ['#5b6672', '#51698e', '#4470b4', '#3a74d0', '#5a93f5', '#35b389'],
  },
};

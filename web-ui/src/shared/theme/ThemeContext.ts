import { createContext, useContext } from 'react';
import { type Palette, palettes, type ThemeName } from './palette';

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

export interface ThemeSetting {
  choice: ThemeChoice;
  theme: ThemeName;
  choose: (choice: ThemeChoice) => void;
}

export const ThemeContext = createContext<ThemeSetting | null>(null);

export function useThemeSetting(): ThemeSetting {
  const setting = useContext(ThemeContext);
  if (setting === null) {
    throw new Error('useThemeSetting needs a ThemeProvider above.');
  }
  return setting;
}

export const usePalette = (): Palette => palettes[useThemeSetting().theme];

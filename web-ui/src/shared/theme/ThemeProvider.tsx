import { ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useLayoutEffect, useMemo, useState } from 'react';
import { useLanguage } from '../i18n/LanguageContext';
import { useMedia } from '../ui/useMedia';
import { antdTheme } from './antdTheme';
import { palettes } from './palette';
import { type ThemeChoice, themeChoices, ThemeContext } from './ThemeContext';

const KEY = 'exaplan.theme';

export function ThemeProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState<ThemeChoice>(remembered);
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const theme = choice === 'system' ? (systemDark ? 'dark' : 'light') : choice;
  const { language } = useLanguage();

  useLayoutEffect(() => {
    const root = document.documentElement;
    root.style.colorScheme = theme;
    for (const [name, colour] of Object.entries(palettes[theme])) {
      if (typeof colour === 'string') {
        root.style.setProperty(`--${name}`, colour);
      }
    }
    palettes[theme].levels.forEach((colour, index) => {
      root.style.setProperty(`--level-${index}`, colour);
    });
  }, [theme]);

  const setting = useMemo(
    () => ({
      choice,
      theme,
      choose: (chosen: ThemeChoice) => {
        localStorage.setItem(KEY, chosen);
        setChoice(chosen);
      },
    }),
    [choice, theme],
  );
  const config = useMemo(() => antdTheme(theme, still), [theme, still]);

  return (
    <ThemeContext value={setting}>
      <ConfigProvider theme={config} button={{ autoInsertSpace: false }} locale={language === 'zh' ? zhCN : enGB}>
        {children}
      </ConfigProvider>
    </ThemeContext>
  );
}

function remembered(): ThemeChoice {
  const stored = localStorage.getItem(KEY);
  return themeChoices.find((choice) => choice === stored) ?? 'system';
}

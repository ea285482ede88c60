import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { LanguageContext } from './LanguageContext';
import { type Language, languages, localeOf, translator } from './messages';

const KEY = 'exaplan.language';

interface LanguageProviderProps {
  /** Set by tests; otherwise what was chosen before, or the browser's own. */
  initial?: Language;
  children: ReactNode;
}

export function LanguageProvider({ initial, children }: LanguageProviderProps) {
  const [language, setLanguage] = useState<Language>(() => initial ?? remembered());
  const choice = useMemo(
    () => ({
      language,
      t: translator(language),
      choose: (chosen: Language) => {
        localStorage.setItem(KEY, chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  useEffect(() => {
    document.documentElement.lang = localeOf[language];
  }, [language]);
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}

function remembered(): Language {
  const stored = localStorage.getItem(KEY);
  return (
    languages.find((language) => language === stored) ??
    (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en')
  );
}

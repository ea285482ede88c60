import { createContext, useContext } from 'react';
import type { Language, Translate } from './messages';

export interface LanguageChoice {
  language: Language;
  t: Translate;
  choose: (language: Language) => void;
}

export const LanguageContext = createContext<LanguageChoice | null>(null);

export function useLanguage(): LanguageChoice {
  const choice = useContext(LanguageContext);
  if (choice === null) {
    throw new Error('useLanguage needs a LanguageProvider above.');
  }
  return choice;
}

export const useTranslate = (): Translate => useLanguage().t;

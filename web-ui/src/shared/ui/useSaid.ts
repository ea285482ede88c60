import { ApiProblem, kindOf } from '../api/trouble';
import { useLanguage } from '../i18n/LanguageContext';
import { serverWords } from '../i18n/serverWords';

/** What a failure says to the reader, in its language. */
export function useSaid() {
  const { language, t } = useLanguage();
  return {
    /** The whole of it. */
    said: (error: Error | null): string => {
      if (error === null) {
        return '';
      }
      if (kindOf(error) === 'offline' && !(error instanceof ApiProblem)) {
        return t('query.offline');
      }
      return serverWords(error.message, language);
    },
    /** One sentence of the server. */
    words: (sentence: string) => serverWords(sentence, language),
  };
}

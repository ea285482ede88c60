import { ApiProblem, kindOf } from '../api/trouble';
import type { Offence } from '../api/types';
import { fieldName } from '../form/fieldNames';
import { withInstants } from '../format/times';
import { useLanguage } from '../i18n/LanguageContext';
import { serverWords } from '../i18n/serverWords';

/** What a failure says to the reader, in its language and time zone. */
export function useSaid() {
  const { language, t } = useLanguage();
  const words = (sentence: string) => withInstants(serverWords(sentence, language), language);
  const offence = ({ field, message }: Offence) => t('form.wrong', { field: fieldName(field, language), message: words(message) });
  return {
    /** The whole of it; of what is refused for its fields, each of them. */
    said: (error: Error | null): string => {
      if (error === null) {
        return '';
      }
      if (kindOf(error) === 'offline' && !(error instanceof ApiProblem)) {
        return t('query.offline');
      }
      return error instanceof ApiProblem && error.errors.length > 0
        ? error.errors.map(offence).join(' ')
        : words(error.message);
    },
    /** One sentence of the server. */
    words,
    /** One field and what is wrong with it, where the page has no place for it. */
    offence,
    /** A field of the API, as people call it. */
    field: (path: string) => fieldName(path, language),
  };
}

import { Alert } from 'antd';
import { ApiProblem } from '../api/trouble';
import { belongsTo } from '../form/fields';
import { useTranslate } from '../i18n/LanguageContext';
import { useSaid } from './useSaid';

interface RefusalProps {
  error: Error | null;
  /** Fields whose offences are shown beside them. */
  shown?: readonly string[];
}

/** Why a change was refused, with every field that has no place of its own on the page. */
export function Refusal({ error, shown = [] }: RefusalProps) {
  const { said, field, words } = useSaid();
  const t = useTranslate();
  if (error === null) {
    return null;
  }
  const others =
    error instanceof ApiProblem
      ? error.errors.filter((offence) => !shown.some((each) => belongsTo(offence.field, each)))
      : [];
  const count = error instanceof ApiProblem ? error.errors.length : 0;
  return (
    <Alert
      type="error"
      role="alert"
      title={count === 0 ? said(error) : t('form.refused', { count })}
      {...(others.length === 0
        ? {}
        : {
            description: (
              <ul className="refusal">
                {others.map((offence) => (
                  <li key={`${offence.field}${offence.message}`}>
                    <b>{field(offence.field)}</b> {words(offence.message)}
                  </li>
                ))}
              </ul>
            ),
          })}
    />
  );
}

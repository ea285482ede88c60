import { Alert } from 'antd';
import { ApiProblem } from '../api/trouble';
import { belongsTo } from '../form/fields';
import { useSaid } from './useSaid';

interface RefusalProps {
  error: Error | null;
  /** Fields whose offences are shown beside them. */
  shown?: readonly string[];
}

/** Why a change was refused, with every field that has no place of its own on the page. */
export function Refusal({ error, shown = [] }: RefusalProps) {
  const { said, words } = useSaid();
  if (error === null) {
    return null;
  }
  const others =
    error instanceof ApiProblem
      ? error.errors.filter(({ field }) => !shown.some((each) => belongsTo(field, each)))
      : [];
  return (
    <Alert
      type="error"
      role="alert"
      title={said(error)}
      {...(others.length === 0
        ? {}
        : {
            description: (
              <ul className="refusal">
                {others.map(({ field, message }) => (
                  <li key={`${field}${message}`}>
                    <code>{field}</code> {words(message)}
                  </li>
                ))}
              </ul>
            ),
          })}
    />
  );
}

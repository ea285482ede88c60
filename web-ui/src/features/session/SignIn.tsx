import { Alert, Button, Input } from 'antd';
import { type SyntheticEvent, useId, useState } from 'react';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { couldBeToken } from './tokenStore';
import { useSaid } from '../../shared/ui/useSaid';
import './SignIn.css';

export type SignInTrouble =
  | { kind: 'rejected' | 'ended' | 'forbidden' | 'unreachable' }
  | { kind: 'problem'; error: Error };

interface SignInProps {
  onToken: (token: string) => void;
  trouble: SignInTrouble | null;
  /** Checks the token once more, when that may help. */
  onRetry?: () => void;
}

export function SignIn({ onToken, trouble, onRetry }: SignInProps) {
  const t = useTranslate();
  const id = useId();
  const [text, setText] = useState('');
  const [malformed, setMalformed] = useState(false);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const token = text.trim();
    if (!couldBeToken(token)) {
      setMalformed(true);
      return;
    }
    onToken(token);
  };

  return (
    <main className="sign-in">
      <form onSubmit={submit}>
        <h1>{t('app.name')}</h1>
        {trouble === null ? null : <TroubleNotice trouble={trouble} onRetry={onRetry} />}
        <label htmlFor={id}>{t('session.token')}</label>
        <Input.Password
          id={id}
          value={text}
          autoFocus
          autoComplete="current-password"
          status={malformed ? 'error' : ''}
          aria-invalid={malformed}
          aria-describedby={`${id}-help`}
          onChange={(event) => {
            setText(event.target.value);
            setMalformed(false);
          }}
        />
        {malformed ? (
          <p className="sign-in-malformed" role="alert">
            {t('session.malformed')}
          </p>
        ) : null}
        <p id={`${id}-help`} className="sign-in-help">
          {t('session.help')} {t('session.kept')}
        </p>
        <Button type="primary" htmlType="submit" disabled={text.trim() === ''} block>
          {t('session.signIn')}
        </Button>
      </form>
    </main>
  );
}

function TroubleNotice({
  trouble,
  onRetry,
}: {
  trouble: SignInTrouble;
  onRetry: (() => void) | undefined;
}) {
  const t = useTranslate();
  const { said } = useSaid();
  const mayHelp = trouble.kind === 'unreachable' || trouble.kind === 'problem';
  return (
    <Alert
      type={mayHelp ? 'warning' : 'error'}
      role="alert"
      title={
        trouble.kind === 'problem'
          ? t('session.problem', { detail: said(trouble.error) })
          : t(`session.${trouble.kind}`)
      }
      action={
        mayHelp && onRetry !== undefined ? (
          <Button size="small" onClick={onRetry}>
            {t('query.retry')}
          </Button>
        ) : undefined
      }
    />
  );
}

import type { UseMutationResult } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useTranslate } from '../i18n/LanguageContext';
import { useSaid } from './useSaid';

interface ActionProps {
  /** What it does, in a word or two. */
  name: string;
  /** What is asked before it is done; without it, it is done at once. */
  sure?: string;
  danger?: boolean;
  /** Of what, for those who do not see where the button stands. */
  of?: string;
  act: UseMutationResult<unknown, Error, void>;
}

/** A button that changes something on the server, and says what the server held against it. */
export function Action({ name, sure, danger = false, of, act }: ActionProps) {
  const t = useTranslate();
  const { said } = useSaid();
  const label = of === undefined ? {} : { 'aria-label': `${name}: ${of}` };
  const button = (onClick?: () => void) => (
    <Button size="small" danger={danger} loading={act.isPending} {...label} {...(onClick === undefined ? {} : { onClick })}>
      {name}
    </Button>
  );
  return (
    <span className="action">
      {sure === undefined ? (
        button(() => {
          act.mutate();
        })
      ) : (
        <Popconfirm
          title={sure}
          okText={name}
          cancelText={t('action.back')}
          onConfirm={() => {
            act.mutate();
          }}
        >
          {button()}
        </Popconfirm>
      )}
      {act.isError ? (
        <span className="action-refused" role="alert">
          {said(act.error)}
        </span>
      ) : null}
    </span>
  );
}

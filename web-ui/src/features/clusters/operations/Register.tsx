import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Refusal } from '../../../shared/ui/Refusal';
import { JoinToken } from './JoinToken';
import { useRegister } from './useOperations';

/** A new cluster, with the token its agent joins by. */
export function Register() {
  const t = useTranslate();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [operator, setOperator] = useState('');
  const register = useRegister();
  if (register.data !== undefined) {
    return <JoinToken joining={register.data.joining} onClose={register.reset} />;
  }
  return (
    <>
      <Button
        size="small"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('register.title')}
      </Button>
      <Modal
        open={open}
        title={t('register.title')}
        okText={t('register.register')}
        cancelText={t('action.back')}
        confirmLoading={register.isPending}
        okButtonProps={{ disabled: name === '' || operator === '' }}
        onCancel={() => {
          setOpen(false);
        }}
        onOk={() => {
          register.mutate(
            { name, operator },
            {
              onSuccess: () => {
                setOpen(false);
              },
            },
          );
        }}
      >
        <div className="field">
          <label htmlFor={`${id}-name`}>{t('clusters.cluster')}</label>
          <Input
            id={`${id}-name`}
            value={name}
            onChange={({ target }) => {
              setName(target.value);
            }}
          />
          <label htmlFor={`${id}-operator`}>{t('register.operator')}</label>
          <Input
            id={`${id}-operator`}
            value={operator}
            onChange={({ target }) => {
              setOperator(target.value);
            }}
          />
          <Refusal error={register.error} />
        </div>
      </Modal>
    </>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { bodyOf } from '../../../shared/api/client';
import type { Token } from '../../../shared/api/types';
import { Action } from '../../../shared/ui/Action';
import { useAdminWords } from '../adminWords';
import { SecretOnce } from './SecretOnce';

/** Gives a token a new secret; the old one goes on for an hour, so that whoever bears it can change over. */
export function RotateToken({ token: { id, name } }: { token: Token }) {
  const words = useAdminWords();
  const api = useApi();
  const queries = useQueryClient();
  const rotate = useMutation({
    mutationFn: () =>
      bodyOf(api.POST('/api/v1/access-tokens/{id}/rotation', { params: { path: { id } }, body: {} })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['admin'] }),
  });
  return (
    <>
      <Action name={words('tokens.rotate')} sure={words('tokens.rotate.sure', { name })} of={name} act={rotate} />
      {rotate.data === undefined ? null : (
        <SecretOnce title={words('tokens.rotate.of', { name })} secret={rotate.data.secret} close={rotate.reset} />
      )}
    </>
  );
}

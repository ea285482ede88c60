import { createContext, useContext } from 'react';
import type { Session } from '../api/types';

export interface SignedIn {
  who: Session;
  signOut: () => void;
}

export const SessionContext = createContext<SignedIn | null>(null);

/** Who is signed in: what the page offers depends on the role. */
export function useSession(): SignedIn {
  const session = useContext(SessionContext);
  if (session === null) {
    throw new Error('useSession needs a session: render it below SessionGate.');
  }
  return session;
}

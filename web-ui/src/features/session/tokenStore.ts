const KEY = 'exaplan.token';

export interface TokenState {
  token: string | null;
  /** Why there is none, when that was the server's doing. */
  refusal: 'rejected' | 'ended' | null;
}

/** Keeps the token of this tab, and takes it from a sign-in link. */
export class TokenStore {
  private state: TokenState;
  private accepted = false;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly storage: Storage,
    private readonly location: Location,
    private readonly history: History,
  ) {
    this.state = { token: storage.getItem(KEY), refusal: null };
    this.takeFromLink();
  }

  current = () => this.state;

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  signIn = (token: string) => {
    this.storage.setItem(KEY, token);
    this.accepted = false;
    this.become({ token, refusal: null });
  };

  signOut = () => {
    this.forget(null);
  };

  /** The server knows the token. */
  accept = () => {
    this.accepted = true;
  };

  /** The server does not know the token, or does not know it any more. */
  refuse = () => {
    this.forget(this.accepted ? 'ended' : 'rejected');
  };

  /** `/#token=...` signs in at once; the token does not stay where it can be read over a shoulder. */
  takeFromLink = () => {
    const token = new URLSearchParams(this.location.hash.replace(/^#/, '')).get('token');
    if (token !== null && token !== '') {
      this.history.replaceState(null, '', this.location.pathname + this.location.search);
      this.signIn(token);
    }
  };

  private forget(refusal: TokenState['refusal']) {
    this.storage.removeItem(KEY);
    this.become({ token: null, refusal });
  }

  private become(state: TokenState) {
    this.state = state;
    this.listeners.forEach((listener) => {
      listener();
    });
  }
}

/** Whether a header could carry it at all. */
export const couldBeToken = (text: string) => /^[\w.~+/=:-]+$/.test(text);

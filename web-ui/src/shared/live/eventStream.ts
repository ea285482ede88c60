import { type ServerEvent, SseParser } from './sseParser';

export type LiveState =
  | { phase: 'connecting' }
  | { phase: 'live' }
  /** since: wall milliseconds of the cut; silent for the first moments, a blip is not worth a word. */
  | { phase: 'reconnecting'; since: number; attempt: number }
  /** The server does not want to stream to this token. */
  | { phase: 'refused'; status: number };

interface EventStreamOptions {
  url: string;
  token: string;
  onEvent: (event: ServerEvent) => void;
  /** The stream is there, perhaps after events that nobody will send again. */
  onOpen: () => void;
  onUnauthorized: () => void;
  fetch?: typeof fetch;
  random?: () => number;
}

const FIRST_DELAY_MILLIS = 500;
const LONGEST_DELAY_MILLIS = 15_000;
/** Three heartbeats of the server without one byte: the connection is dead, though nobody said so. */
const SILENCE_MILLIS = 45_000;

/** One stream of events that keeps itself alive: resumes where it was cut, with back-off and jitter. */
export class EventStream {
  private state: LiveState = { phase: 'connecting' };
  private readonly listeners = new Set<() => void>();
  private readonly options: EventStreamOptions;
  private stopped = true;
  private lastEventId: string | null = null;
  private attempt = 0;
  private abort: AbortController | null = null;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;

  constructor(options: EventStreamOptions) {
    this.options = options;
  }

  start() {
    if (this.stopped) {
      this.stopped = false;
      void this.connect();
    }
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.retry);
    clearTimeout(this.silence);
    this.abort?.abort();
  }

  /** Tries at once, when it is waiting for its next attempt. */
  wake = () => {
    if (!this.stopped && this.retry !== undefined) {
      clearTimeout(this.retry);
      this.retry = undefined;
      void this.connect();
    }
  };

  /** The network is gone, says the browser: what is open is dead, though it may be long before anybody notices. */
  cut = () => {
    if (this.state.phase === 'live') {
      this.abort?.abort();
    }
  };

  current = () => this.state;

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  private async connect() {
    this.retry = undefined;
    const abort = new AbortController();
    this.abort = abort;
    try {
      this.listenForSilence(abort);
      const response = await (this.options.fetch ?? fetch)(this.options.url, {
        headers: this.headers(),
        signal: abort.signal,
        cache: 'no-store',
      });
      if (response.status === 401 || response.status === 403 || response.status === 404) {
        this.refused(response.status);
        return;
      }
      if (response.ok && response.body !== null) {
        this.opened();
        await this.read(response.body, abort);
      }
    } catch {
      // A cut: what follows is the same as after an orderly end.
    }
    clearTimeout(this.silence);
    // A stream that was stopped and started meanwhile has another connection by now.
    if (this.abort === abort) {
      this.reconnectLater();
    }
  }

  private headers(): Record<string, string> {
    return {
      Authorization: `Bearer ${this.options.token}`,
      Accept: 'text/event-stream',
      ...(this.lastEventId === null ? {} : { 'Last-Event-ID': this.lastEventId }),
    };
  }

  private async read(body: ReadableStream<Uint8Array>, abort: AbortController) {
    const reader = body.getReader();
    const parser = new SseParser();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      this.listenForSilence(abort);
      for (const event of parser.push(decoder.decode(value, { stream: true }))) {
        this.lastEventId = event.id ?? this.lastEventId;
        this.options.onEvent(event);
      }
    }
  }

  private listenForSilence(abort: AbortController) {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      abort.abort();
    }, SILENCE_MILLIS);
  }

  private opened() {
    this.attempt = 0;
    this.become({ phase: 'live' });
    this.options.onOpen();
  }

  private refused(status: number) {
    clearTimeout(this.silence);
    if (status === 401) {
      this.options.onUnauthorized();
    }
    this.become({ phase: 'refused', status });
  }

  private reconnectLater() {
    if (this.stopped) {
      return;
    }
    this.attempt += 1;
    const since = this.state.phase === 'reconnecting' ? this.state.since : Date.now();
    this.become({ phase: 'reconnecting', since, attempt: this.attempt });
    const longest = Math.min(FIRST_DELAY_MILLIS * 2 ** (this.attempt - 1), LONGEST_DELAY_MILLIS);
    const jitter = 0.5 + (this.options.random ?? Math.random)() / 2;
    this.retry = setTimeout(() => {
      void this.connect();
    }, longest * jitter);
  }

  private become(state: LiveState) {
    this.state = state;
    this.listeners.forEach((listener) => {
      listener();
    });
  }
}

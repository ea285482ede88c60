import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EventStream } from './eventStream';
import type { ServerEvent } from './sseParser';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A server whose connections the test feeds and cuts. */
class FakeServer {
  readonly requests: Headers[] = [];
  status = 200;
  private stream: ReadableStreamDefaultController<Uint8Array> | null = null;

  readonly fetch: typeof fetch = (_url, init) => {
    this.requests.push(new Headers(init?.headers));
    if (this.status !== 200) {
      return Promise.resolve(new Response(null, { status: this.status }));
    }
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.stream = controller;
        init?.signal?.addEventListener('abort', () => {
          controller.error(new Error('aborted'));
        });
      },
    });
    return Promise.resolve(new Response(body, { status: 200 }));
  };

  send(text: string) {
    this.stream?.enqueue(new TextEncoder().encode(text));
  }

  cut() {
    this.stream?.error(new Error('cut'));
  }
}

function streamOf(server: FakeServer) {
  const events: ServerEvent[] = [];
  const onUnauthorized = vi.fn();
  const onOpen = vi.fn();
  const stream = new EventStream({
    url: '/api/v1/events',
    token: 'secret',
    onEvent: (event) => events.push(event),
    onOpen,
    onUnauthorized,
    fetch: server.fetch,
    random: () => 1,
  });
  return { stream, events, onOpen, onUnauthorized };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

test('carries the token and hands on events', async () => {
  const server = new FakeServer();
  const { stream, events } = streamOf(server);

  stream.start();
  await settle();
  server.send('id: 3\nevent: run.started\ndata: {}\n\n');
  await settle();

  expect(server.requests[0]?.get('Authorization')).toBe('Bearer secret');
  expect(events.map((event) => event.type)).toEqual(['run.started']);
  expect(stream.current()).toEqual({ phase: 'live' });
  stream.stop();
});

test('resumes a cut stream behind the last event and keeps the time of the cut', async () => {
  const server = new FakeServer();
  const { stream } = streamOf(server);
  stream.start();
  await settle();
  server.send('id: 3\nevent: a\ndata: {}\n\n');
  await settle();

  server.status = 503;
  const cutAt = Date.now();
  server.cut();
  await settle();
  await vi.advanceTimersByTimeAsync(500);

  expect(stream.current()).toEqual({ phase: 'reconnecting', since: cutAt, attempt: 2 });
  server.status = 200;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(stream.current()).toEqual({ phase: 'live' });
  expect(server.requests.at(-1)?.get('Last-Event-ID')).toBe('3');
  stream.stop();
});

test('takes a long silence for a cut', async () => {
  const server = new FakeServer();
  const { stream } = streamOf(server);
  stream.start();
  await settle();

  await vi.advanceTimersByTimeAsync(45_000);

  expect(stream.current().phase).toBe('reconnecting');
  stream.stop();
});

test('does not insist when the token is refused', async () => {
  const server = new FakeServer();
  server.status = 401;
  const { stream, onUnauthorized } = streamOf(server);

  stream.start();
  await vi.advanceTimersByTimeAsync(60_000);

  expect(onUnauthorized).toHaveBeenCalledOnce();
  expect(server.requests).toHaveLength(1);
  stream.stop();
});

test('stopped, it stays stopped', async () => {
  const server = new FakeServer();
  const { stream } = streamOf(server);
  stream.start();
  await settle();

  stream.stop();
  await vi.advanceTimersByTimeAsync(60_000);

  expect(server.requests).toHaveLength(1);
});

test('says at once that it is cut when the browser says the network is gone, and goes on where it was', async () => {
  const server = new FakeServer();
  const { stream } = streamOf(server);
  stream.start();
  await settle();
  server.send('id: 7\nevent: job.submitted\ndata: {}\n\n');
  await settle();

  stream.cut();
  await settle();
  expect(stream.current().phase).toBe('reconnecting');

  stream.wake();
  await settle();
  expect(stream.current().phase).toBe('live');
  expect(server.requests.at(-1)?.get('Last-Event-ID')).toBe('7');
  stream.stop();
});

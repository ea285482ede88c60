import { expect, test } from 'vitest';
import { SseParser } from './sseParser';

test('reads an event with id, type and data', () => {
  const events = new SseParser().push('id: 7\nevent: job.scheduled\ndata: {"job":1}\n\n');

  expect(events).toEqual([{ id: '7', type: 'job.scheduled', data: '{"job":1}' }]);
});

test('puts an event together that came in pieces', () => {
  const parser = new SseParser();

  const events = ['id: 7\r', '\nevent: a', '\r\ndata: x\r\n', '\r\n'].flatMap((chunk) =>
    parser.push(chunk),
  );

  expect(events).toEqual([{ id: '7', type: 'a', data: 'x' }]);
});

test('joins several data lines and takes heartbeats for silence', () => {
  const events = new SseParser().push(': heartbeat\n\ndata: a\ndata: b\n\n');

  expect(events).toEqual([{ id: null, type: 'message', data: 'a\nb' }]);
});

export interface ServerEvent {
  id: string | null;
  type: string;
  data: string;
}

/** Cuts a text stream into server-sent events, however the network cut it into chunks. */
export class SseParser {
  private rest = '';
  private id: string | null = null;
  private type = '';
  private data: string[] = [];

  push(chunk: string): ServerEvent[] {
    const events: ServerEvent[] = [];
    const lines = (this.rest + chunk).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        this.dispatch(events);
      } else {
        this.field(line);
      }
    }
    return events;
  }

  private dispatch(events: ServerEvent[]) {
    if (this.data.length > 0 || this.type !== '') {
      events.push({ id: this.id, type: this.type || 'message', data: this.data.join('\n') });
    }
    this.type = '';
    this.data = [];
  }

  private field(line: string) {
    const colon = line.indexOf(':');
    if (colon === 0) {
      return; // a comment: the heartbeat
    }
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    switch (name) {
      case 'id':
        this.id = value;
        break;
      case 'event':
        this.type = value;
        break;
      case 'data':
        this.data.push(value);
        break;
      default:
    }
  }
}

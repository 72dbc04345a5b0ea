/** An event of a stream of server-sent events. */
export interface StreamEvent {
  name: string;
  data: string;
  /** Where the reader is. */
  id: string | undefined;
}

/** Reads a stream of server-sent events; comments are left out, and an id that comes by itself is an event without data. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += decoder.decode(value, { stream: true });
      const blocks = text.split(/\r?\n\r?\n/);
      text = blocks.pop() as string;
      for (const block of blocks) yield eventIn(block);
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function eventIn(block: string): StreamEvent {
  const event: StreamEvent = { name: 'message', data: '', id: undefined };
  for (const line of block.split(/\r?\n/)) {
    const [, field, value = ''] = /^(\w+)(?:: ?(.*))?$/.exec(line) ?? [];
    if (field === 'event') event.name = value;
    if (field === 'data') event.data += value;
    if (field === 'id' && value !== '') event.id = value;
  }
  return event;
}

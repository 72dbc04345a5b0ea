import { EventEmitter } from 'node:events';
import type { WebSocket } from 'ws';
import { BoundedSocket } from '../../src/http/websocket/bounded-socket.ts';

test.each(['x', 'ä', '€', '🙂'])(
  'a reason of many %s is cut to whole characters that a close frame takes',
  (character) => {
    const reasons: string[] = [];
    const socket = Object.assign(new EventEmitter(), {
      close: (_: number, reason: string) => reasons.push(reason),
      resume: () => {},
      terminate: () => {},
    });
    const bounded = new BoundedSocket(socket as unknown as WebSocket);
    for (const lead of ['', 'a', 'ab', 'abc']) {
      const whole = lead + character.repeat(200);
      bounded.close(4400, whole);
      const reason = reasons.at(-1) as string;
      const bytes = Buffer.byteLength(reason);
      expect(whole.startsWith(reason)).toBe(true);
      expect(bytes).toBeLessThanOrEqual(123);
      expect(bytes).toBeGreaterThan(119);
    }
    bounded.close(1012, 'short ä');
    expect(reasons.at(-1)).toBe('short ä');
    socket.emit('close');
  },
);

import { connect } from 'node:net';
import { serviceUrl } from '../../support/graphql.ts';

export interface RawAnswer {
  status: number;
  head: string;
  body: string;
}

/** Sends bytes as they are, as no client would, and reads the answer until the service closes the connection. */
export function sendRaw(request: string | Buffer): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    let text = '';
    const { port } = new URL(serviceUrl());
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(request));
    socket.setTimeout(10_000, () => socket.destroy(new Error('the service did not answer')));
    socket.on('data', (chunk) => {
      text += chunk;
    });
    // A service that refuses a large body closes while there is still some to send.
    socket.on('error', (error) => (text ? undefined : reject(error)));
    socket.on('close', () => {
      const [head = '', body = ''] = text.split(/\r\n\r\n(.*)/s, 2);
      resolve({ status: Number(head.split(' ')[1]), head, body });
    });
  });
}

/** A request with exactly these headers. */
export const rawRequest = (line: string, headers: string[], body = '') =>
  [
    line,
    ...headers,
    'connection: close',
    ...(body ? [`content-length: ${Buffer.byteLength(body)}`] : []),
    '',
    body,
  ].join('\r\n');

import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * A connection that carries one request after the other. Of an answer it reads its status and where it ends: what makes
 * the load has to cost little beside the node that bears it.
 */
export class Connection {
  #socket;
  #answered = () => {};
  #text = '';

  static async open({ hostname, port }) {
    const connection = new Connection();
    connection.#socket = connect(Number(port), hostname).setNoDelay().setEncoding('latin1');
    await once(connection.#socket, 'connect');
    connection.#socket
      .on('data', (text) => connection.#take(text))
      .on('error', () => {})
      .on('close', () => connection.#answered('cut'));
    return connection;
  }

  /** Sends a request; its status. */
  send(request) {
    return new Promise((answered) => {
      this.#answered = answered;
      if (this.#socket.destroyed) answered('cut');
      else this.#socket.write(request);
    });
  }

  close() {
    this.#socket.destroy();
  }

  #take(text) {
    this.#text += text;
    const head = this.#text.indexOf('\r\n\r\n');
    if (head < 0) return;
    const [, length] = /\r\ncontent-length: (\d+)/i.exec(this.#text) ?? [];
    if (this.#text.length < head + 4 + Number(length)) return;
    const status = this.#text.slice(9, 12);
    this.#text = '';
    this.#answered(status);
  }
}

import { createServer } from 'node:http';

/** Autumn as far as the creation of entities goes; while it hangs it answers nothing. */
export class HangingProvider {
  #hangs = false;
  #held = [];
  #server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { entity_id: id } = JSON.parse(Buffer.concat(chunks).toString());
    const answer = () => response.setHeader('content-type', 'application/json').end(JSON.stringify({ id }));
    if (this.#hangs) this.#held.push(answer);
    else answer();
  });

  async listen() {
    await new Promise((done) => this.#server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** How many calls wait for an answer. */
  get held() {
    return this.#held.length;
  }

  hang() {
    this.#hangs = true;
  }

  /** Answers all calls that wait, and those that come. */
  release() {
    this.#hangs = false;
    for (const answer of this.#held.splice(0)) answer();
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

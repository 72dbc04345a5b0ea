/** An idempotency key: all tries of one request have the same one. Pages that were not loaded securely have no `randomUUID`. */
export const randomKey = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

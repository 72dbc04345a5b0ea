// Shifts the clock of the process that it is imported into by the seconds that a file says.
import { readFileSync } from 'node:fs';

const TrueDate = Date;
let offsetMs = 0;
setInterval(() => {
  offsetMs = (Number.parseInt(readFileSync(process.env.WRONG_CLOCK_FILE, 'utf8'), 10) || 0) * 1000;
}, 100).unref();

globalThis.Date = class WrongDate extends TrueDate {
  constructor(...given) {
    if (given.length > 0) super(...given);
    else super(TrueDate.now() + offsetMs);
  }

  static now() {
    return TrueDate.now() + offsetMs;
  }
};

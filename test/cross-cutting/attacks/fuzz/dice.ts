import fc, { type GeneratorValue } from 'fast-check';

/** Draws what a request is made of. Each draw shrinks towards no, the first and the shortest. */
export class Dice {
  readonly #draw: GeneratorValue;

  constructor(draw: GeneratorValue) {
    this.#draw = draw;
  }

  below(count: number): number {
    return this.#draw(fc.nat, { max: count - 1 });
  }

  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }

  /** At least one of them, each other by chance. */
  some<T>(from: readonly T[], percent: number): T[] {
    const chosen = from.filter(() => this.chance(percent));
    return chosen.length > 0 ? chosen : [this.pick(from)];
  }

  text(): string {
    return this.#draw(fc.string, { unit: 'grapheme', minLength: 1, maxLength: 12 });
  }

  json(): unknown {
    return this.#draw(fc.jsonValue, { maxDepth: 2 });
  }
}

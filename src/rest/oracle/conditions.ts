import type { ComparableType, Comparison } from '../../lists/comparison.ts';
import { codePoints, isStorable, toInt64 } from '../../resources/text.ts';
import { BadParameter } from '../refusals.ts';

/** What a parameter may ask at most. */
const maxConditions = 10;
const maxValues = 100;
/** In code points. */
const maxText = 255;

type Comparables = Record<string, { name: string; type: ComparableType }>;

const operators: Record<string, Comparison['operator']> = {
  '=': '=',
  '!=': '<>',
  '<>': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  like: 'LIKE',
  in: 'IN',
};

/** A text in quotes, a word or number, or a sign. */
const token = /\s*(?:'((?:[^']|'')*)'|([\w.:+-]+)|(<=|>=|!=|<>|[=<>(),]))/y;

type Token = { kind: 'text' | 'word' | 'sign'; value: string };

const fault = (message: string) =>
  new BadParameter(
    `"q" cannot be read: ${message}. It takes conditions such as "displayOrder > 2" or "lookupName like 'Sup%'", joined by "and".`,
  );

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  const end = text.trimEnd().length;
  let at = 0;
  while (at < end) {
    const [whole, quoted, word, sign] = token.exec(text) ?? [];
    if (whole === undefined) throw fault(`there is no condition at character ${at + 1}`);
    at += whole.length;
    token.lastIndex = at;
    if (quoted !== undefined) tokens.push({ kind: 'text', value: quoted.replaceAll("''", "'") });
    else if (word !== undefined) tokens.push({ kind: 'word', value: word });
    else tokens.push({ kind: 'sign', value: sign as string });
  }
  return tokens;
}

/** Whether a text is a time of the calendar. JavaScript reads 30 February as 2 March, and PostgreSQL has no year 0. */
function isTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/.test(text) || text.startsWith('0000')) return false;
  const [day, time] = [new Date(`${text.slice(0, 10)}T00:00Z`), Date.parse(text)];
  return !Number.isNaN(time) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10));
}

/** Whether a value can be of a type; what is wrong with it otherwise. */
function issueOf({ kind, value }: Token, type: ComparableType): string | undefined {
  switch (type) {
    case 'bigint':
      if (kind !== 'word' || (value !== '0' && !toInt64(value)))
        return 'must be a whole number from 0 to 9223372036854775807';
      return undefined;
    case 'boolean':
      return kind === 'word' && /^(true|false)$/i.test(value) ? undefined : 'must be true or false';
    case 'timestamptz':
      return isTime(value) ? undefined : "must be a time such as '2026-11-30T18:00:00Z'";
    case 'text':
      if (kind !== 'text') return 'must be a text in single quotes';
      return isStorable(value) && codePoints(value) <= maxText ? undefined : `must have at most ${maxText} characters`;
  }
}

class Parser {
  readonly #tokens: Token[];
  readonly #comparables: Comparables;
  #at = 0;

  constructor(text: string, comparables: Comparables) {
    this.#tokens = tokensOf(text);
    this.#comparables = comparables;
  }

  conditions(): Comparison[] {
    const conditions = [this.#condition()];
    while (this.#at < this.#tokens.length) {
      const { value } = this.#next('"and"');
      if (value.toLowerCase() !== 'and') throw fault(`"and" is needed before "${value.slice(0, 50)}"`);
      conditions.push(this.#condition());
      if (conditions.length > maxConditions) throw fault(`it has more than ${maxConditions} conditions`);
    }
    return conditions;
  }

  #next(what: string): Token {
    const next = this.#tokens[this.#at++];
    if (!next) throw fault(`${what} is missing at its end`);
    return next;
  }

  #condition(): Comparison {
    const { value: member } = this.#next('a member');
    const comparable = Object.hasOwn(this.#comparables, member) ? this.#comparables[member] : undefined;
    if (!comparable)
      throw fault(
        `"${member.slice(0, 50)}" is none of ${Object.keys(this.#comparables)
          .map((name) => `"${name}"`)
          .join(', ')}`,
      );
    const { name, type } = comparable;
    const sign = this.#next('an operator').value.toLowerCase();
    const operator = Object.hasOwn(operators, sign) ? operators[sign] : undefined;
    if (!operator) throw fault(`"${sign.slice(0, 50)}" is none of ${Object.keys(operators).join(', ')}`);
    if (operator === 'LIKE' && type !== 'text') throw fault(`"${member}" is no text, so it cannot be like one`);
    const values = operator === 'IN' ? this.#list() : [this.#next('a value')];
    for (const value of values) {
      const issue = issueOf(value, type);
      if (issue) throw fault(`the value of "${member}" ${issue}`);
    }
    return { name, operator, values: values.map(({ value }) => value) };
  }

  #list(): Token[] {
    if (this.#next('"("').value !== '(') throw fault('"(" is needed after "in"');
    const values = [this.#next('a value')];
    for (let sign = this.#next('")"').value; sign !== ')'; sign = this.#next('")"').value) {
      if (sign !== ',') throw fault('values are separated by ","');
      values.push(this.#next('a value'));
      if (values.length > maxValues) throw fault(`a list has more than ${maxValues} values`);
    }
    return values;
  }
}

/** Reads the conditions of `q`. @throws BadParameter */
export const parseConditions = (text: string, comparables: Comparables): Comparison[] =>
  new Parser(text, comparables).conditions();

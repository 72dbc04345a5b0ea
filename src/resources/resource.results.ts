import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { InputIssue } from './input-issues.ts';

@InterfaceType({
  description:
    'An expected outcome of a mutation other than success. Nothing was written. Select `message` on this interface to handle members that a later version adds.',
})
export abstract class ResourceError {
  @Field(() => String, { description: 'What is wrong and what to do about it. In English, for developers.' })
  message!: string;
}

@ObjectType({ description: 'One problem in an input.' })
export class ResourceInputIssue implements InputIssue {
  @Field(() => [String], {
    description:
      'The path to the value, starting at the input. List positions start at 0, for example `["addWebsiteIds", "0"]`.',
  })
  path!: string[];

  @Field(() => String, { description: 'What is wrong with the value and what is allowed.' })
  message!: string;
}

/** The first of them in one line. */
export function summary(issues: readonly InputIssue[]): string {
  const told = issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || 'the input'} ${message}`);
  return `${told.join('; ')}${issues.length > 3 ? `; and ${issues.length - 3} more` : ''}`;
}

@ObjectType({
  implements: ResourceError,
  description: 'The input breaks a rule (the REST APIs answer 400). The result lists all problems at once.',
})
export class InvalidResourceInput implements ResourceError {
  message: string;

  @Field(() => [ResourceInputIssue], { description: 'All problems. There is at least one.' })
  issues: InputIssue[];

  constructor(issues: InputIssue[]) {
    this.issues = issues;
    this.message = `The input was refused: ${summary(issues)}.`;
  }
}

@ObjectType({
  implements: ResourceError,
  description:
    'Your organization has no such resource (the REST APIs answer 404). The id of a resource of another organization has the same result.',
})
export class ResourceNotFound implements ResourceError {
  message: string;

  @Field(() => String, { description: 'The type of the resource, for example `Group`.' })
  typeName: string;

  @Field(() => ID, { description: 'The id that you sent.' })
  id: string;

  constructor(
    typeName: string,
    id: string,
    message = `There is no ${typeName} with this id in your organization. It may be deleted, or it never existed.`,
  ) {
    this.typeName = typeName;
    this.id = id;
    this.message = message;
  }
}

@ObjectType({
  implements: ResourceError,
  description:
    'A direct customer sent a field that only partner organizations may send (the REST API answers 403). Nothing was written.',
})
export class PartnerOnlyField implements ResourceError {
  message: string;

  @Field(() => String, { description: 'The field that was sent.' })
  field: string;

  constructor(field: string) {
    this.field = field;
    this.message = `"${field}" is only for partner organizations. Send the request without it.`;
  }
}

@ObjectType({
  implements: ResourceError,
  description:
    'Another input of the mutation was refused, and all belong together, as you sent `atomic: true`. Nothing was written. Only mutations of many have this result.',
})
export class NotAttempted implements ResourceError {
  message: string;

  @Field(() => Int, { description: 'The position in `inputs`, from 0, of the input that was refused.' })
  refusedIndex: number;

  constructor(refusedIndex: number) {
    this.refusedIndex = refusedIndex;
    this.message = `Nothing was written, as input ${refusedIndex} was refused: see its result. Correct that input, or send the inputs without \`atomic\`.`;
  }
}

import { createUnionType, Field, ObjectType } from 'type-graphql';
import type { Secret } from '../database/secrets.ts';
import { InvalidResourceInput, ResourceError, ResourceNotFound } from '../resources/resource.results.ts';
import { ApiKey } from './api-keys.types.ts';

@ObjectType({
  implements: ResourceError,
  description:
    'The key can do more than your own key, or lives longer, so you cannot replace it or let it do more. Nothing was written.',
})
export class ApiKeyExceedsYours implements ResourceError {
  message =
    'This key can do more than yours, or lives longer. Use a key that has all its permissions and does not expire before it. You can still revoke this key, or restrict it.';

  @Field(() => ApiKey, { description: 'The key as it is.' })
  apiKey: ApiKey;

  constructor(apiKey: ApiKey) {
    this.apiKey = apiKey;
  }
}

@ObjectType({
  implements: ResourceError,
  description:
    'No other key of the organization that has `KEY_ADMINISTRATION` (global, not read-only) works as long as this one, so it must keep that, and must not end earlier. Nothing was written.',
})
export class LastKeyAdministrator implements ResourceError {
  message =
    'No other key that can administer keys works as long as this one. First create another key with KEY_ADMINISTRATION and the same end, or rotate this one.';

  @Field(() => ApiKey, { description: 'The key as it is.' })
  apiKey: ApiKey;

  constructor(apiKey: ApiKey) {
    this.apiKey = apiKey;
  }
}

@ObjectType({
  implements: ResourceError,
  description: 'The key is revoked or expired, so it cannot change or be replaced any more. Nothing was written.',
})
export class ApiKeyEnded implements ResourceError {
  message = 'This key has ended and never works again. Create a new key with `createApiKey`.';

  @Field(() => ApiKey, { description: 'The key as it is.' })
  apiKey: ApiKey;

  constructor(apiKey: ApiKey) {
    this.apiKey = apiKey;
  }
}

@ObjectType({ description: 'The key was created.' })
export class CreateApiKeySuccess {
  @Field(() => ApiKey, { description: 'The new key.' })
  readonly apiKey: ApiKey;

  @Field(() => String, {
    description:
      'What requests send as `x-api-key`. Keep it now: nobody can read it again. In a dry run, an example that opens nothing.',
  })
  readonly secret: Secret;

  constructor(apiKey: ApiKey, secret: Secret) {
    this.apiKey = apiKey;
    this.secret = secret;
  }
}

@ObjectType({ description: 'The key now matches the input. Nodes that remember it follow within 2 seconds.' })
export class UpdateApiKeySuccess {
  @Field(() => ApiKey, { description: 'The key after the change.' })
  readonly apiKey: ApiKey;

  constructor(apiKey: ApiKey) {
    this.apiKey = apiKey;
  }
}

@ObjectType({ description: 'The key has a successor with the same name, rights and end.' })
export class RotateApiKeySuccess {
  @Field(() => ApiKey, { description: 'The new key.' })
  readonly apiKey: ApiKey;

  @Field(() => String, {
    description:
      'What requests send as `x-api-key` for the new key. Keep it now: nobody can read it again. In a dry run, an example that opens nothing.',
  })
  readonly secret: Secret;

  @Field(() => ApiKey, { description: 'The old key: it is revoked, or expires when the overlap is over.' })
  readonly previousApiKey: ApiKey;

  constructor(apiKey: ApiKey, secret: Secret, previousApiKey: ApiKey) {
    this.apiKey = apiKey;
    this.secret = secret;
    this.previousApiKey = previousApiKey;
  }
}

@ObjectType({
  description: 'The key is revoked: by this request, or earlier. Nodes that remember it refuse it within 2 seconds.',
})
export class RevokeApiKeySuccess {
  @Field(() => ApiKey, { description: 'The revoked key.' })
  readonly apiKey: ApiKey;

  constructor(apiKey: ApiKey) {
    this.apiKey = apiKey;
  }
}

export const CreateApiKeyResult = createUnionType({
  name: 'CreateApiKeyResult',
  description: 'The possible results of `createApiKey`.',
  types: () => [CreateApiKeySuccess, InvalidResourceInput] as const,
});
export type CreateApiKeyResult = typeof CreateApiKeyResult;

export const UpdateApiKeyResult = createUnionType({
  name: 'UpdateApiKeyResult',
  description: 'The possible results of `updateApiKey`.',
  types: () =>
    [
      UpdateApiKeySuccess,
      InvalidResourceInput,
      ResourceNotFound,
      ApiKeyEnded,
      ApiKeyExceedsYours,
      LastKeyAdministrator,
    ] as const,
});
export type UpdateApiKeyResult = typeof UpdateApiKeyResult;

export const RotateApiKeyResult = createUnionType({
  name: 'RotateApiKeyResult',
  description: 'The possible results of `rotateApiKey`.',
  types: () => [RotateApiKeySuccess, InvalidResourceInput, ResourceNotFound, ApiKeyEnded, ApiKeyExceedsYours] as const,
});
export type RotateApiKeyResult = typeof RotateApiKeyResult;

export const RevokeApiKeyResult = createUnionType({
  name: 'RevokeApiKeyResult',
  description: 'The possible results of `revokeApiKey`.',
  types: () => [RevokeApiKeySuccess, ResourceNotFound, LastKeyAdministrator] as const,
});
export type RevokeApiKeyResult = typeof RevokeApiKeyResult;

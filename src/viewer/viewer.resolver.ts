import { Ctx, Query, Resolver } from 'type-graphql';
import { ApiKeyStatus } from '../api-keys/api-keys.types.ts';
import { ApiKeyScope } from '../generated/prisma/enums.ts';
import type { ResolverContext } from '../resources/resolver-context.ts';
import { Viewer } from './viewer.types.ts';

@Resolver()
export class ViewerResolver {
  @Query(() => Viewer, { description: 'The API key of this request, and its organization.' })
  viewer(@Ctx() { caller: { organization, apiKey, websiteScope } }: ResolverContext): Viewer {
    const scope = websiteScope ? ApiKeyScope.WEBSITES : ApiKeyScope.GLOBAL;
    // When it was last used, its field asks for.
    return {
      organization,
      apiKey: { ...apiKey, scope, status: ApiKeyStatus.ACTIVE, revokedAt: null, lastUsedAt: null },
    };
  }
}

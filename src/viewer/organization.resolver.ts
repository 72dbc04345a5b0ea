import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { RequiresWriter } from '../auth/requirements.ts';
import { OrganizationCredits } from '../credits/credits.types.ts';
import { PartnerOnly } from '../resources/partner-only.ts';
import type { ResolverContext } from '../resources/resolver-context.ts';
import { SetOrganizationCreditsInput } from './organization-credits.inputs.ts';
import { SetOrganizationCreditsResult } from './organization-credits.results.ts';
import { setOrganizationCredits } from './organization-credits.service.ts';
import { Organization } from './viewer.types.ts';

@Resolver(() => Organization)
export class OrganizationResolver {
  @FieldResolver(() => OrganizationCredits, {
    nullable: true,
    description:
      'What the organization itself can still spend, beside the credits of its groups and websites, read from the billing provider. null until its credits are set for the first time. Needs a global key: for a key that is confined to websites it is null, with the error `FORBIDDEN` at this path. If the provider does not answer, it is null, with the error `BILLING_PROVIDER_FAILED` at this path.',
  })
  credits(@Root() { id }: Organization, @Ctx() { credits }: ResolverContext) {
    return credits.load(id);
  }

  @PartnerOnly()
  @RequiresWriter()
  @Mutation(() => SetOrganizationCreditsResult, {
    description:
      'Sets the credit balances of your organization at the billing provider to absolute values. Those of its groups and websites stay. To set the same balances again changes nothing. Needs a global key.',
  })
  setOrganizationCredits(
    @Arg('input', () => SetOrganizationCreditsInput, { description: 'The balances.' })
    input: SetOrganizationCreditsInput,
    @Ctx() context: ResolverContext,
  ) {
    return setOrganizationCredits(context, context.caller, input);
  }
}

import { Ctx, Query, Resolver } from 'type-graphql';
import type { ResolverContext } from '../resources/resolver-context.ts';
import { LabelLanguage } from './languages.types.ts';

@Resolver()
export class LanguageResolver {
  @Query(() => [LabelLanguage], { description: 'The languages of this installation, by their ids.' })
  labelLanguages(@Ctx() { languages }: ResolverContext) {
    return languages.all();
  }
}

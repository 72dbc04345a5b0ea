import { Ctx, Query, Resolver } from 'type-graphql';
import type { ResolverContext } from '../resource/context.ts';
import { LabelLanguage } from './languages.types.ts';

@Resolver()
export class LanguageResolver {
  @Query(() => [LabelLanguage], { description: 'The languages of this installation, by their ids.' })
  labelLanguages(@Ctx() { stores }: ResolverContext) {
    return stores.languages.all();
  }
}

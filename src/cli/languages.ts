import type { LabelLanguage } from '../generated/prisma/client.ts';
import { addLanguage, listLanguages, renameLanguage } from '../languages/language-changes.service.ts';
import { type AdminCommand, UsageError } from './admin-command.ts';
import { languageId, lookupName, name } from './arguments.ts';
import { fields, table } from './output.ts';
import { changing, run, subcommand } from './run.ts';

interface Options {
  id: number;
  lookupName: string;
  name: string;
  as: string;
  json?: boolean;
}

export function addLanguageCommands(admin: AdminCommand): void {
  const language = admin.command('language') as AdminCommand;
  language.description('the languages that labels can be written in, for the whole installation');

  subcommand(language, 'list', 'List every language by its id.', ['language list']).action((options: Options) =>
    run(options.json, async (prisma) => {
      const languages = await listLanguages(prisma);
      return { text: table(languages, columns, 'There is no language.'), json: languages };
    }),
  );

  changing(
    language,
    'add',
    'Add a language. Its id and locale can never change, because clients use them to name it.',
    ['language add --id 100 --lookup-name ga_IE --name Irish'],
  )
    .requiredOption('--id <number>', 'its id, from 1 to 2147483647', languageId)
    .requiredOption('--lookup-name <locale>', 'its locale: language and region, for example ga_IE', lookupName)
    .requiredOption('--name <name>', 'its English name; several languages can have the same name', name)
    .action(({ json, as, ...wanted }: Options) =>
      run(json, async (prisma) => {
        const outcome = await addLanguage(prisma, as, wanted);
        if ('taken' in outcome) {
          const { id, lookupName, name } = outcome.taken;
          throw new UsageError(
            `The language ${id}, ${lookupName} (${name}), exists already. Use an id and a locale that no language has.`,
          );
        }
        const headline = outcome.changed ? 'Added the language.' : 'Nothing changed: the language exists already.';
        return {
          text: `${headline}\n${details(outcome.language)}`,
          json: { ...outcome.language, changed: outcome.changed },
        };
      }),
    );

  changing(language, 'edit', 'Give a language another English name.', ['language edit 100 --name "Irish Gaelic"'])
    .argument('<id>', "the language's number", languageId)
    .requiredOption('--name <name>', 'its English name; several languages can have the same name', name)
    .action((id: number, options: Options) =>
      run(options.json, async (prisma) => {
        const edit = await renameLanguage(prisma, options.as, id, options.name);
        if (!edit) throw new UsageError(`There is no language ${id}. Use an id that "language list" shows.`);
        const headline = edit.changed
          ? 'Changed the language.'
          : 'Nothing changed: the language has that name already.';
        return { text: `${headline}\n${details(edit.language)}`, json: { ...edit.language, changed: edit.changed } };
      }),
    );
}

const columns = {
  id: ({ id }: LabelLanguage) => String(id),
  'lookup name': ({ lookupName }: LabelLanguage) => lookupName,
  name: ({ name }: LabelLanguage) => name,
};

function details(language: LabelLanguage): string {
  return fields({ id: String(language.id), 'lookup name': language.lookupName, name: language.name });
}

import { z } from 'zod';
import type { LabelInput } from '../../account-groups/account-groups.inputs.ts';
import type { LabelLanguageRef } from '../../languages/languages.inputs.ts';
import type { Languages } from '../../languages/languages.service.ts';
import { RestRefusal } from '../refusals.ts';

const language = z
  .strictObject({
    id: z.int32().optional().meta({ description: 'The number of the language.' }),
    lookupName: z.string().optional().meta({ description: 'Its locale, for example `en_US`, or its English name.' }),
  })
  .refine(({ id, lookupName }) => id !== undefined || lookupName !== undefined, {
    error: 'must have "id" or "lookupName"',
  })
  .meta({ id: 'LanguageReference', description: 'A language, by its number, by its name, or by both.' });

const label = z
  .strictObject({ labelText: z.string().meta({ description: 'The text.' }), language })
  .meta({ id: 'LabelInput', description: 'A text in one language. Texts in other languages stay.' });

export const namesInput = z.array(label).meta({ description: 'Names, 1 to 80 characters each.' });
export const descriptionsInput = z.array(label).meta({ description: 'Descriptions, 1 to 4,000 characters each.' });

type SentLabel = z.infer<typeof label>;

/** The language of a label. A name that several languages have may stand beside the id that says which one. */
async function referenceOf(
  languages: Languages,
  { id, lookupName }: SentLabel['language'],
  path: string[],
): Promise<LabelLanguageRef> {
  if (id === undefined) return { lookupName: lookupName as string };
  if (lookupName === undefined) return { id };
  const meant = await languages.meantBy({ lookupName });
  if (meant.some((candidate) => candidate.id === id)) return { id };
  const message = `must be one language, but the id ${id} is not that of its "lookupName"`;
  throw new RestRefusal(400, 'UNKNOWN_LABEL_LANGUAGE', `${path.join('.')} ${message}.`, {
    issues: [{ path, message }],
  });
}

/** Labels as the services take them. */
export async function toLabels(
  languages: Languages,
  member: 'names' | 'descriptions',
  sent: readonly SentLabel[] | undefined,
): Promise<LabelInput[] | undefined> {
  if (!sent) return undefined;
  const labels: LabelInput[] = [];
  for (const [index, { labelText, language }] of sent.entries()) {
    const reference = await referenceOf(languages, language, [member, String(index), 'language']);
    labels.push({ labelText, language: reference });
  }
  return labels;
}

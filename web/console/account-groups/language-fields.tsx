import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { languageTitle, type Texts } from './label-changes.ts';

interface LanguageFieldsProps {
  texts: Texts;
  errors: Readonly<Record<string, string>>;
  /** The only name that is left. */
  isLast: boolean;
  saving: boolean;
  onChange: (texts: Texts) => void;
  onRemove: () => void;
}

/** The name and the description in one language. */
export function LanguageFields({ texts, errors, isLast, saving, onChange, onRemove }: LanguageFieldsProps) {
  const { language, name, description } = texts;
  const title = languageTitle(language);
  return (
    <fieldset className="choice" style={{ margin: 0, minWidth: 0 }}>
      <legend style={{ fontWeight: 600, fontSize: 14, padding: '0 6px' }}>{title}</legend>
      <Stack gap="xs">
        <TextInput
          label="Name"
          maxLength={80}
          value={name ?? ''}
          readOnly={saving}
          error={errors[`name ${language.id}`]}
          onChange={({ currentTarget: { value } }) => onChange({ ...texts, name: value })}
        />
        {description !== undefined && (
          <Textarea
            label="Description"
            autosize
            minRows={1}
            maxRows={6}
            maxLength={4000}
            value={description}
            readOnly={saving}
            error={errors[`description ${language.id}`]}
            onChange={({ currentTarget: { value } }) => onChange({ ...texts, description: value })}
          />
        )}
        <Group gap="xs">
          {description === undefined ? (
            <Button
              size="xs"
              variant="default"
              disabled={saving}
              onClick={() => onChange({ ...texts, description: '' })}
            >
              Add a description
            </Button>
          ) : (
            <Button
              size="xs"
              variant="default"
              disabled={saving}
              onClick={() => onChange({ ...texts, description: undefined })}
            >
              Remove the description
            </Button>
          )}
          <Button size="xs" variant="subtle" color="red" onClick={onRemove} disabled={isLast || saving}>
            Remove {title}
          </Button>
        </Group>
        {isLast && (
          <Text size="xs" c="dimmed">
            The only name cannot be removed.
          </Text>
        )}
      </Stack>
    </fieldset>
  );
}

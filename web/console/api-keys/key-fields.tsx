import { Fieldset, Group, SegmentedControl, Stack, Switch, Text, TextInput } from '@mantine/core';
import { formatDate } from '../parts/format.ts';
import { useViewer } from '../session/viewer.ts';
import { WebsiteChoice } from '../websites/website-choice.tsx';
import { type KeyInput, lastDayOf, permissions, type Reach, today } from './key-input.ts';

interface KeyFieldsProps {
  input: KeyInput;
  onChange: (input: KeyInput) => void;
  /** The permissions that the key has already, which stay even if one's own key lacks them. */
  had: KeyInput['permissions'];
  /** Of a key that exists, whether it reaches all of the organization. */
  scope?: 'GLOBAL' | 'WEBSITES';
  /** What is wrong with fields, by their names. */
  faults: Readonly<Record<string, string>>;
}

function Permissions({ input, onChange, had, confined }: KeyFieldsProps & { confined: boolean }) {
  const mine = useViewer().apiKey.permissions;
  const toggle = (value: KeyInput['permissions'][number]) =>
    onChange({
      ...input,
      permissions: input.permissions.includes(value)
        ? input.permissions.filter((other) => other !== value)
        : [...input.permissions, value],
    });
  return (
    <Stack gap="xs">
      {permissions.map(({ value, label, about }) => {
        const mayGive = mine.includes(value) || had.includes(value);
        const reason = confined ? ' Only a global key can have it.' : '';
        return (
          <label key={value} className="check-line">
            <input
              type="checkbox"
              className="check"
              checked={input.permissions.includes(value)}
              disabled={!mayGive || (confined && !input.permissions.includes(value))}
              onChange={() => toggle(value)}
            />
            <span>
              <Text component="span" size="sm" fw={600} display="block">
                {label}
              </Text>
              <Text component="span" size="xs" c="dimmed" display="block">
                {about}
                {mayGive ? reason : ' Your own key does not have it, so you cannot give it.'}
              </Text>
            </span>
          </label>
        );
      })}
    </Stack>
  );
}

function ReachFields({ input, onChange, scope, faults }: KeyFieldsProps) {
  const now = scope === 'GLOBAL' ? 'everything' : 'its websites';
  const reaches: { value: Reach; label: string }[] = [
    ...(scope ? [{ value: 'keep' as const, label: `As now: ${now}` }] : []),
    ...(scope === 'GLOBAL' ? [] : [{ value: 'global' as const, label: 'Everything' }]),
    { value: 'websites', label: scope === 'WEBSITES' ? 'Other websites' : 'Some websites' },
  ];
  return (
    <Fieldset legend="What it reaches" variant="unstyled">
      <Stack gap="xs">
        <SegmentedControl
          aria-label="What it reaches"
          value={input.reach}
          onChange={(reach) => onChange({ ...input, reach: reach as Reach })}
          data={reaches}
        />
        {input.reach === 'websites' && (
          <>
            <Text size="xs" c="dimmed">
              It reads these websites and their groups, and changes nothing.
              {scope === 'WEBSITES' && ' They take the place of those before.'}
            </Text>
            <WebsiteChoice
              label="Websites of the key"
              chosen={input.websiteIds}
              onChange={(websiteIds) => onChange({ ...input, websiteIds })}
              height={220}
            />
          </>
        )}
        {faults.websiteIds && (
          <Text size="sm" c="red" role="alert">
            {faults.websiteIds}
          </Text>
        )}
      </Stack>
    </Fieldset>
  );
}

/** What is chosen of a key, new or not. */
export function KeyFields(props: KeyFieldsProps) {
  const { input, onChange, scope, faults } = props;
  const mine = useViewer().apiKey;
  const confined = input.reach === 'websites' || (input.reach === 'keep' && scope === 'WEBSITES');
  const latest = mine.expiresAt ? lastDayOf(mine.expiresAt) : undefined;
  return (
    <>
      <TextInput
        label="Name"
        description="Who or what uses the key."
        required
        maxLength={255}
        value={input.name}
        error={faults.name}
        onChange={({ currentTarget: { value } }) => onChange({ ...input, name: value })}
        data-autofocus
      />
      <ReachFields {...props} />
      <Fieldset legend="What it may do beyond groups and websites" variant="unstyled">
        <Permissions {...props} confined={confined} />
        {faults.permissions && (
          <Text size="sm" c="red" role="alert">
            {faults.permissions}
          </Text>
        )}
      </Fieldset>
      {!confined && (
        <Switch
          label="Read only"
          description="It changes nothing, whatever else it may do."
          checked={input.readOnly}
          onChange={({ currentTarget: { checked } }) => onChange({ ...input, readOnly: checked })}
        />
      )}
      <Group>
        <TextInput
          type="date"
          label="Last day"
          description={
            mine.expiresAt
              ? `Your own key ends on ${formatDate(mine.expiresAt)}, so no other one may end later.`
              : 'Empty: it never expires.'
          }
          min={today()}
          max={latest}
          value={input.lastDay}
          error={faults.expiresAt}
          onChange={({ currentTarget: { value } }) => onChange({ ...input, lastDay: value })}
        />
      </Group>
    </>
  );
}

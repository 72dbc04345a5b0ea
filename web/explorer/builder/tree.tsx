import {
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  Kind,
  type SelectionNode,
} from 'graphql';
import { useId } from 'react';
import { selectionOf } from '../document/selections.ts';
import { type Change, deselect, giveArgument, type Spot, selectField, selectMember, takeArgument } from './changes.ts';

interface Shared {
  schema: GraphQLSchema;
  onChange(change: Change): void;
}

interface RowProps {
  name: string;
  type?: string;
  description?: string | null | undefined;
  isChecked: boolean;
  isRequired?: boolean;
  isArgument?: boolean;
  onToggle(): void;
}

/** A box to tick, with what the schema says of it. */
export function Row({
  name,
  type,
  description,
  isChecked,
  isRequired = false,
  isArgument = false,
  onToggle,
}: RowProps) {
  const id = useId();
  return (
    <div className="builder-row" title={description ?? undefined}>
      <input id={id} type="checkbox" checked={isChecked} disabled={isRequired && isChecked} onChange={onToggle} />
      <label htmlFor={id}>
        <code className={isArgument ? 'builder-argument' : undefined}>{isArgument ? `${name}:` : name}</code>
        {type && <code className="quiet"> {type}</code>}
      </label>
    </div>
  );
}

const selectionsAt = ({ path }: Spot): readonly SelectionNode[] => path.at(-1)?.selectionSet?.selections ?? [];

function Argument({ argument, spot, onChange }: { argument: GraphQLArgument; spot: Spot } & Pick<Shared, 'onChange'>) {
  const field = spot.path.at(-1) as FieldNode;
  const isChecked = field.arguments?.some(({ name }) => name.value === argument.name) === true;
  return (
    <li>
      <Row
        name={argument.name}
        type={String(argument.type)}
        description={argument.description}
        isChecked={isChecked}
        isRequired={isRequiredArgument(argument)}
        isArgument
        onToggle={() => onChange((isChecked ? takeArgument : giveArgument)(spot, argument))}
      />
    </li>
  );
}

interface FieldProps extends Shared {
  field: GraphQLField<unknown, unknown>;
  spot: Spot;
}

/** A field of an object; once it is ticked, with its arguments and its own fields. */
export function Field({ field, spot, schema, onChange }: FieldProps) {
  const node = selectionsAt(spot).find(
    (selection): selection is FieldNode => selection.kind === Kind.FIELD && selection.name.value === field.name,
  );
  const inner: Spot | undefined = node && { ...spot, path: [...spot.path, node] };
  return (
    <li>
      <Row
        name={field.name}
        type={String(field.type)}
        description={field.description}
        isChecked={node !== undefined}
        onToggle={() => onChange(node ? deselect(spot, node) : selectField(spot, field, schema))}
      />
      {inner && (
        <ul>
          {field.args.map((argument) => (
            <Argument key={argument.name} argument={argument} spot={inner} onChange={onChange} />
          ))}
          <Fields type={getNamedType(field.type)} spot={inner} schema={schema} onChange={onChange} />
        </ul>
      )}
    </li>
  );
}

function Member({ type, spot, schema, onChange }: { type: GraphQLNamedType; spot: Spot } & Shared) {
  const node = selectionsAt(spot).find(
    (selection) => selection.kind === Kind.INLINE_FRAGMENT && selection.typeCondition?.name.value === type.name,
  );
  const fragment = node?.kind === Kind.INLINE_FRAGMENT ? node : undefined;
  return (
    <li>
      <Row
        name={`… on ${type.name}`}
        description={type.description}
        isChecked={fragment !== undefined}
        onToggle={() =>
          onChange(fragment ? deselect(spot, fragment) : selectMember(spot, type.name, selectionOf(type, schema)))
        }
      />
      {fragment && (
        <ul>
          <Fields type={type} spot={{ ...spot, path: [...spot.path, fragment] }} schema={schema} onChange={onChange} />
        </ul>
      )}
    </li>
  );
}

/** What can be selected of a type: its fields, and of an interface or a union its members. */
function Fields({ type, spot, schema, onChange }: { type: GraphQLNamedType; spot: Spot } & Shared) {
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  const members = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
  return (
    <>
      {fields.map((field) => (
        <Field key={field.name} field={field} spot={spot} schema={schema} onChange={onChange} />
      ))}
      {members.map((member) => (
        <Member key={member.name} type={member} spot={spot} schema={schema} onChange={onChange} />
      ))}
    </>
  );
}

import { useSearchParams } from 'react-router';

/** A list's search, filters and order, kept in the address: a link shows the same, and so does going back. */
export function useListSettings<Name extends string>(usual: Readonly<Record<Name, string>>) {
  const [parameters, setParameters] = useSearchParams();
  const settings = Object.fromEntries(
    Object.entries<string>(usual).map(([name, value]) => [name, parameters.get(name) ?? value]),
  ) as Record<Name, string>;
  const set = (name: Name, value: string) =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === usual[name]) after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  return { settings, set };
}

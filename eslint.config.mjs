import graphql from '@graphql-eslint/eslint-plugin';

// Biome lints the code. This lints GraphQL: the schema as it is emitted, and against it the operations of the client and the
// console, and the explorer's examples.

const operations = 'client/src/operations/**/*.graphql';
const consoleOperations = 'web/console/*/operations/*.graphql';
const examples = 'web/explorer/examples/*.graphql';
const languageOptions = {
  parser: graphql.parser,
  parserOptions: { graphQLConfig: { schema: 'schema.graphql', documents: [operations, consoleOperations, examples] } },
};
const plugins = { '@graphql-eslint': graphql };
const recommended = (name) => graphql.configs[`flat/${name}`].rules;
const [, recommendedNames] = recommended('schema-recommended')['@graphql-eslint/naming-convention'];

export default [
  {
    files: ['schema.graphql'],
    languageOptions,
    plugins,
    rules: {
      ...recommended('schema-recommended'),
      ...recommended('schema-relay'),
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          DirectiveDefinition: true,
          EnumValueDefinition: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          rootField: true,
        },
      ],
      '@graphql-eslint/naming-convention': [
        'error',
        {
          ...recommendedNames,
          InputObjectTypeDefinition: { style: 'PascalCase', requiredPattern: /(Input|Filter|Order|Ref)$/ },
          UnionTypeDefinition: { style: 'PascalCase', requiredPattern: /Result$/ },
        },
      ],
      // A mutation's input is named after it, which test/unit/schema checks: here no further argument could be told.
      '@graphql-eslint/input-name': 'off',
      '@graphql-eslint/no-scalar-result-type-on-mutation': 'error',
      '@graphql-eslint/require-deprecation-date': 'error',
      '@graphql-eslint/require-nullable-fields-with-oneof': 'error',
      // Lists below another list page forwards only, so both directions are not asked of every connection.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      '@graphql-eslint/relay-edge-types': [
        'error',
        {
          withEdgeSuffix: true,
          // There is no interface Node: ids are looked up by type.
          shouldImplementNode: false,
          // Connections have `nodes` beside `edges`, and short lists, such as the issues of an input, are plain ones.
          listTypeCanWrapOnlyEdgeType: false,
        },
      ],
      // Resources have an id; pages, values such as balances, and outcomes of mutations have none.
      '@graphql-eslint/strict-id-in-types': 'off',
    },
  },
  {
    files: [operations, consoleOperations, examples],
    languageOptions,
    plugins,
    rules: {
      ...recommended('operations-recommended'),
      '@graphql-eslint/lone-executable-definition': 'error',
      '@graphql-eslint/match-document-filename': [
        'error',
        { fileExtension: '.graphql', query: 'kebab-case', mutation: 'kebab-case', fragment: 'kebab-case' },
      ],
      '@graphql-eslint/require-selections': ['error', { fieldName: ['id'] }],
    },
  },
  {
    files: [examples],
    rules: {
      // An example is all in one tab.
      '@graphql-eslint/lone-executable-definition': 'off',
      '@graphql-eslint/unique-fragment-name': 'off',
    },
  },
];

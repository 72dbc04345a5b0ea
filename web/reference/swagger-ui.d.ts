declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  /** Shows an OpenAPI document in an element of the page. */
  export default function SwaggerUI(options: {
    url: string;
    dom_id: string;
    deepLinking: boolean;
    persistAuthorization: boolean;
    validatorUrl: null;
    defaultModelsExpandDepth: number;
  }): void;
}

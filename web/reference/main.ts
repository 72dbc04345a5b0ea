import 'swagger-ui-dist/swagger-ui.css';
import './reference.css';
import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js';

SwaggerUI({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  // Keys stay in the page: nothing is kept that a later visitor could find.
  persistAuthorization: false,
  // The badge would send the document's address to another site.
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
});

'use strict';
// The API's description for people. Nothing is asked of any other host.
(() => {
  const theme = () => {
    const dark = document.documentElement.dataset.theme === 'dark';
    document.documentElement.classList.toggle('dark-mode', dark);
  };
  addEventListener('segue:theme', theme);
  theme();
  window.SwaggerUIBundle({
    url: '/openapi/segue-console.json',
    dom_id: '#api',
    deepLinking: true,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    requestInterceptor(request) {
      // As the dashboard does: no other site can send this header.
      if (request.method && request.method !== 'GET') request.headers['X-Segue'] = 'console';
      return request;
    },
  });
})();

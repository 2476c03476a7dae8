"use strict";

// The document with its operations to try; nothing is fetched from elsewhere.
const place = document.getElementById("swagger-ui");

// Swagger UI fills in the query whatever the body is; what comes as JSON has its parameters in there.
function withoutQuery(request) {
  if (request.headers?.["Content-Type"] === "application/json") {
    request.url = request.url.split("?", 1)[0];
  }
  return request;
}

SwaggerUIBundle({ domNode: place, url: place.dataset.url, deepLinking: true, validatorUrl: null, requestInterceptor: withoutQuery });

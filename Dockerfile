# syntax=docker/dockerfile:1
# Build:  docker build --tag romanbib .
# Run:    docker run --rm --publish 8000:8000 romanbib
# BASE is any Debian image with Python 3.11 or later; both stages use the same, so that the wheels fit.
ARG BASE=python:3.13-slim-bookworm

FROM ${BASE} AS build
RUN apt-get update \
 && apt-get install --yes --no-install-recommends g++ libicu-dev pkg-config \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY service service
COPY rules rules
RUN pip wheel --no-cache-dir --wheel-dir /wheels .

FROM ${BASE}
# The ICU libraries under the version that PyICU was built with in the first stage.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends "$(apt-cache search --names-only '^libicu[0-9]+$' | cut -d ' ' -f 1 | sort | tail -n 1)" \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin romanbib
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-index --find-links /wheels romanbib
USER 10001
WORKDIR /tmp
ENV PYTHONUNBUFFERED=1
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/ready', timeout=4)"]
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--preload", "--worker-tmp-dir", "/dev/shm", "romanbib.web:create_app()"]

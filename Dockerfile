# docker build --tag romanbib .
# docker run --rm --publish 8000:8000 romanbib
# BASE is any Debian image with Python 3.11 or later; both stages use the same, so that what is built fits.
ARG BASE=python:3.13-slim-bookworm

FROM ${BASE} AS build
RUN apt-get update \
 && apt-get install --yes --no-install-recommends g++ libicu-dev pkg-config
RUN python3 -m venv /opt/romanbib
WORKDIR /source
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY service service
COPY rules rules
RUN /opt/romanbib/bin/pip install --no-cache-dir '.[persian]'

FROM ${BASE}
# ICU's libraries in the version that PyICU was built with in the first stage.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
      "$(apt-cache search --names-only '^libicu[0-9]+$' | cut -d ' ' -f 1 | sort | tail -n 1)" \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin romanbib
COPY --from=build /opt/romanbib /opt/romanbib
ENV PATH=/opt/romanbib/bin:$PATH PYTHONUNBUFFERED=1
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/ready', timeout=4)"]
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--preload", "--worker-tmp-dir", "/dev/shm", "romanbib.web:create_app()"]

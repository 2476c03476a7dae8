# docker build --tag romanbib .
# docker run --rm --publish 8000:8000 romanbib
# BASE is any Debian image with Python 3.11 or later; all stages use the same, so that what is built fits.
ARG BASE=python:3.13.7-slim-bookworm

FROM ${BASE} AS libraries
# Debian's own Python keeps its headers in a package; the Python of an image that brings its own has them.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends g++ libicu-dev pkg-config \
 && if [ "$(command -v python3)" = /usr/bin/python3 ]; then apt-get install --yes --no-install-recommends python3-dev; fi
RUN python3 -m venv /opt/romanbib
WORKDIR /source
COPY deploy/requirements.txt ./
# The parts that seldom change first, so that a change of romanbib's own does not build them again.
RUN /opt/romanbib/bin/pip install --no-cache-dir --requirement requirements.txt

FROM libraries AS wheel
# mypyc makes the inner loops machine code.
RUN /opt/romanbib/bin/pip install --no-cache-dir 'setuptools>=77' 'mypy~=2.4.1'
COPY pyproject.toml setup.py README.md LICENSE NOTICE ./
COPY service service
COPY rules rules
RUN ROMANBIB_COMPILED=1 LDFLAGS=-Wl,--strip-debug \
    /opt/romanbib/bin/pip wheel --no-build-isolation --no-deps --wheel-dir /wheels .

FROM libraries AS build
COPY --from=wheel /wheels /wheels
# What only builds and tests is left behind: a fifth of the size.
RUN /opt/romanbib/bin/pip install --no-cache-dir --no-deps /wheels/*.whl \
 && /opt/romanbib/bin/python -m pip uninstall --yes --quiet setuptools pip \
 && find /opt/romanbib/lib -type d -name tests -path '*/site-packages/*' -prune -exec rm -rf {} +

FROM ${BASE}
# ICU's libraries in the version that PyICU was built with in the first stage.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
      "$(apt-cache search --names-only '^libicu[0-9]+$' | cut -d ' ' -f 1 | sort | tail -n 1)" \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/* \
 && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin romanbib \
 && install --directory --owner 10001 /data
COPY --from=build /opt/romanbib /opt/romanbib
# The root file system may be read-only: overrides go to /data, workers' heartbeats to /dev/shm, large bodies to /tmp.
ENV PATH=/opt/romanbib/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL=sqlite:////data/overrides.sqlite
USER 10001
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/ready', timeout=4)"]
CMD ["romanbib", "serve", "--host", "0.0.0.0"]

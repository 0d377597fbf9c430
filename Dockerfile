# syntax=docker/dockerfile:1
# Two stages: the wheel is built with all that building needs; what runs has the wheel, fonts, and nobody's rights.
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
COPY pyproject.toml README.md LICENSE CHANGELOG.md hantei.py constraints.txt ./
COPY engine engine
COPY service service
COPY rules rules
COPY schemas schemas
COPY docs/problems docs/problems
RUN pip install --no-cache-dir -c constraints.txt build && python -m build --wheel --outdir /wheels . \
    && python -m venv /opt/hantei \
    && /opt/hantei/bin/pip install --no-cache-dir -c constraints.txt "$(ls /wheels/*.whl)[service,report,postgres]"

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
       fonts-noto-cjk libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin hantei \
    && install -d -o hantei -g hantei /data
COPY --from=build /opt/hantei /opt/hantei
ENV PATH=/opt/hantei/bin:$PATH \
    PYTHONSAFEPATH=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LANG=C.UTF-8 \
    TZ=Asia/Tokyo \
    HANTEI_DATABASE=sqlite:////data/hantei.db \
    HANTEI_CACHE=/data/cache
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["hantei", "serve", "--host", "0.0.0.0", "--port", "8000"]

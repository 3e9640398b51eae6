# The image of a release is made without a container engine, by `npm run image`, from the same parts. This makes one for this machine:
#
#   docker build -t apiserver-cert-exporter .
#
# The digest is that of the index of all platforms: crane digest docker.io/library/node:26.10.0-slim. A tag can change, a digest cannot.
FROM node:26.10.0-slim@sha256:ec7758ee051e457b468b32bde57b0879010b325bb9862718e9615225ce4aaae1 AS build
WORKDIR /app
COPY package.json package-lock.json ./
# No script of any package runs, so `prepare` does not either.
RUN npm ci --ignore-scripts
COPY . .
RUN npm run binary && npm run image:root -- build/bin/apiserver-cert-exporter-linux-* /image

# Nothing but the executable and the libraries that it needs: no shell, no package manager.
FROM scratch
LABEL org.opencontainers.image.title="apiserver-cert-exporter" \
      org.opencontainers.image.description="Prometheus exporter for what every kube-apiserver really serves: serving and loopback certificates, process uptime, and which names are covered" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.url="https://github.com/apiserver-cert-exporter/apiserver-cert-exporter" \
      org.opencontainers.image.source="https://github.com/apiserver-cert-exporter/apiserver-cert-exporter" \
      org.opencontainers.image.documentation="https://github.com/apiserver-cert-exporter/apiserver-cert-exporter/blob/main/README.md"
COPY --from=build /image /
# DNS lookups share libuv's threads: four are few where a resolver hangs.
ENV PATH=/usr/local/bin NODE_ENV=production UV_THREADPOOL_SIZE=16 MALLOC_ARENA_MAX=1
# A number, so that Kubernetes can verify that it is not root.
USER 1000:1000
EXPOSE 10643
# As PID 1 it gets SIGTERM itself, ends the scrapes under way, and exits 0. Health is at /-/healthy.
ENTRYPOINT ["/usr/local/bin/apiserver-cert-exporter"]
CMD ["serve", "--config.file=/etc/apiserver-cert-exporter/exporter.yml"]

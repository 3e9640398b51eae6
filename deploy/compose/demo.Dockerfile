# The simulated control plane, and what prints Alertmanager's notices. Its files are named by demo.Dockerfile.dockerignore.
FROM node:26.10.0-slim@sha256:ec7758ee051e457b468b32bde57b0879010b325bb9862718e9615225ce4aaae1 AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY demo ./demo
RUN npx rolldown demo/serve-control-plane.ts --platform node --file /serve-control-plane.mjs && \
    npx rolldown demo/print-notices.ts --platform node --file /print-notices.mjs

FROM node:26.10.0-slim@sha256:ec7758ee051e457b468b32bde57b0879010b325bb9862718e9615225ce4aaae1
COPY --from=build /serve-control-plane.mjs /print-notices.mjs /
# A volume that is mounted there belongs to the same user.
RUN install -d -o 1000 -g 1000 /pki
USER 1000:1000
ENTRYPOINT ["node"]
